"""Holds reports against the published models of their formats: validate_reports.py FOLDER.

Needs pydantic-sarif, which is generated from the SARIF 2.1.0 schema and forbids what that does not
know, and junitparser."""

import json
import re
import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path

from junitparser import JUnitXml
from pydantic_sarif.model import StaticAnalysisResultsFormatSarifVersion210JsonSchema as Sarif

folder = Path(sys.argv[1])
findings = json.loads((folder / "json").read_text())["findings"]
weights = [finding["severity"] for finding in findings]

sarif = Sarif.model_validate_json((folder / "sarif").read_text())
results = sarif.runs[0].results
assert len(results) == len(findings), "SARIF has every finding"
rules = sarif.runs[0].tool.driver.rules
for result in results:
    assert rules[result.ruleIndex].id == result.ruleId, "a rule's index leads to the rule"
prints = [json.dumps(result.partialFingerprints) for result in results]
assert len(set(prints)) == len(prints), "fingerprints are unique"

# https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
issues = json.loads((folder / "gitlab").read_text())
assert len(issues) == len(findings), "GitLab has every finding"
for issue, finding in zip(issues, findings):
    assert set(issue) == {"description", "check_name", "fingerprint", "severity", "location"}
    assert issue["severity"] in ("info", "minor", "major", "critical", "blocker")
    assert issue["location"]["path"] == finding["path"]
    assert not issue["location"]["path"].startswith(("./", "/"))
    assert issue["location"]["lines"]["begin"] == finding["line"]
assert len({issue["fingerprint"] for issue in issues}) == len(issues), "fingerprints are unique"

suite = next(iter(JUnitXml.fromfile(str(folder / "junit"))))
assert suite.tests == max(len(findings), 1) and suite.failures == len(findings) - weights.count("info")
assert sum(1 for case in suite if not case.is_passed and not case.is_skipped) == suite.failures

checkstyle = ElementTree.parse(folder / "checkstyle").getroot()
assert checkstyle.tag == "checkstyle" and all(child.tag == "file" for child in checkstyle)
errors = [error for child in checkstyle for error in child]
assert [error.get("severity") for error in errors] == weights
assert [int(error.get("line")) for error in errors] == [finding["line"] for finding in findings]

# https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands
command = re.compile(r"::(error|warning|notice) file=([^,:]+),line=\d+,endLine=\d+,col=\d+(,endColumn=\d+)?,title=[^:,]+::.+")
lines = (folder / "github").read_text().splitlines()
assert len(lines) == len(findings) and all(command.fullmatch(line) for line in lines)
