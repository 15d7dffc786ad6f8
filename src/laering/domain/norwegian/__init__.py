"""Words as data: stems, groups that mean the same, words of blame, people and roles."""
