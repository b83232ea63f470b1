"""A rule file of a user, with a property of its own."""

from __future__ import annotations

RULE = """\
properties:
  - {property: ranksAmong, zh: 位列, en: ranks among, subject: Company, object: Concept}
rules:
  - rule: ranks-among
    says: 某公司位列某榜单
    match: "{who:Company} 位列 {list:Concept…20} (前有 强)"
    emit: who ranksAmong list
    examples:
      - text: 东方明远科技有限公司位列中国企业500强。
        facts: 东方明远科技有限公司 ranksAmong 中国企业500强
    counterexamples: 东方明远科技有限公司位列其中。
"""
