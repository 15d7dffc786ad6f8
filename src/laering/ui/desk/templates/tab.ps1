# What the Tab key offers after laering in PowerShell. Printed by: laering --show-completion
Register-ArgumentCompleter -Native -CommandName laering -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)
    $words = @()
    foreach ($element in @($commandAst.CommandElements | Select-Object -Skip 1)) {
        if ($element.Extent.EndOffset -lt $cursorPosition) {
            if ($element -is [System.Management.Automation.Language.StringConstantExpressionAst]) {
                $words += $element.Value
            } else {
                $words += $element.Extent.Text
            }
        }
    }
    $words += "$wordToComplete".Trim("'", '"')
    $console = [Console]::OutputEncoding
    try {
        # Its answer is UTF-8, whatever this console was set to.
        [Console]::OutputEncoding = [System.Text.Encoding]::UTF8
        $env:_LAERING_COMPLETE = 'powershell'
        $env:_LAERING_WORDS = $words -join [char]31
        $answer = @(laering)
    } finally {
        $env:_LAERING_COMPLETE = $null
        $env:_LAERING_WORDS = $null
        [Console]::OutputEncoding = $console
    }
    # Where nothing is offered, PowerShell offers files.
    foreach ($line in @($answer | Select-Object -Skip 1)) {
        $value, $shown, $help = $line -split "`t", 3
        [System.Management.Automation.CompletionResult]::new($value, $shown, 'ParameterValue', $help)
    }
}
