"""Whatever is added, claimed, finished, failed and killed, in any order, the queue stays sound."""

from __future__ import annotations

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, invariant, rule

from corpus.crawl.crawlers import retire
from corpus.crawl.frontier import Frontier
from corpus.crawl.records import ClaimRules, Fetched, NewTarget, Target, new_crawler
from corpus.schema import open_corpus

HOSTS, PAGES, DEAD_AFTER = 3, 4, 15.0


class AnyHistory(RuleBasedStateMachine):
    """Three crawlers on one queue; what they hold is remembered beside it."""

    claims = Bundle("claims")

    def __init__(self) -> None:
        super().__init__()
        self.now = 1_700_000_000.0
        self.conn = open_corpus(":memory:")
        self.crawlers = [new_crawler() for _ in range(3)]
        self.queues = [
            Frontier(self.conn, crawler, dead_after_seconds=DEAD_AFTER, clock=lambda: self.now)
            for crawler in self.crawlers
        ]
        self.held: dict[int, tuple[int, Target]] = {}
        self.added: set[str] = set()
        self.heard_at = [0.0] * len(self.queues)

    def teardown(self) -> None:
        self.conn.close()

    def _hear(self, who: int) -> None:
        """Note that a crawler lives; the silent ones lose what they hold."""
        self.heard_at[who] = self.now
        self.held = {
            key: (holder, target)
            for key, (holder, target) in self.held.items()
            if self.now - self.heard_at[holder] <= DEAD_AFTER
        }

    @rule(
        host=st.integers(0, HOSTS - 1),
        page=st.integers(0, PAGES - 1),
        priority=st.floats(0, 1),
        changed=st.one_of(st.none(), st.floats(-1e5, 1e5)),
    )
    def add(self, host: int, page: int, priority: float, changed: float | None) -> None:
        url = f"https://h{host}.example/{page}"
        modified_at = None if changed is None else self.now + changed
        target = NewTarget(url=url, priority=priority, modified_at=modified_at)
        assert self.queues[0].add([target]) == (url not in self.added)
        self.added.add(url)

    @rule(
        target=claims,
        who=st.integers(0, 2),
        limit=st.integers(1, 4),
        per_host=st.integers(1, 2),
    )
    def claim(self, who: int, limit: int, per_host: int) -> tuple[int, list[Target]]:
        self.now += 0.001  # no two claims are made at the same moment
        self._hear(who)
        claimed = self.queues[who].claim(limit, ClaimRules(per_host=per_host))
        assert len(claimed) <= limit
        for target in claimed:
            assert target.key not in self.held, "two crawlers have it"
            assert target.due_at <= self.now
            self.held[target.key] = (who, target)
        return who, claimed

    def _is_held(self, who: int, target: Target) -> bool:
        return self.held.get(target.key) == (who, target)

    @rule(claim=consumes(claims), revisit=st.one_of(st.none(), st.floats(0, 1e5)))
    def finish(self, claim: tuple[int, list[Target]], revisit: float | None) -> None:
        who, targets = claim
        for target in targets:
            stood = self.queues[who].finish(target, Fetched(), revisit_seconds=revisit)
            assert stood == self._is_held(who, target)
            if stood:
                del self.held[target.key]

    @rule(claim=consumes(claims), retry=st.one_of(st.none(), st.floats(0, 1e5)))
    def fail(self, claim: tuple[int, list[Target]], retry: float | None) -> None:
        who, targets = claim
        for target in targets:
            stood = self.queues[who].fail(target, "dns", "no such host", retry_seconds=retry)
            assert stood == self._is_held(who, target)
            if stood:
                del self.held[target.key]

    @rule(claim=consumes(claims))
    def unclaim(self, claim: tuple[int, list[Target]]) -> None:
        who, targets = claim
        for target in targets:
            assert self.queues[who].unclaim(target) == self._is_held(who, target)
            if self._is_held(who, target):
                del self.held[target.key]

    @rule(who=st.integers(0, 2))
    def stop(self, who: int) -> None:
        retire(self.conn, self.crawlers[who], clock=lambda: self.now)
        self.held = {key: held for key, held in self.held.items() if held[0] != who}

    @rule(seconds=st.floats(0.001, 1e5))
    def pass_time(self, seconds: float) -> None:
        self.now += seconds

    @rule(who=st.integers(0, 2))
    def waiting_is_worth_it(self, who: int) -> None:
        self._hear(who)
        self.queues[who].release_dead()
        seconds = self.queues[who].seconds_until_next()
        if seconds is not None and not self.held:
            self.now += seconds
            self._hear(who)
            assert self._would_claim(who)

    def _would_claim(self, who: int) -> bool:
        found = self.queues[who].claim(1)
        for target in found:
            self.queues[who].unclaim(target)
        return bool(found)

    @invariant()
    def nothing_is_lost_or_twice(self) -> None:
        rows = self.conn.execute("SELECT url FROM crawl_targets").fetchall()
        assert sorted(row["url"] for row in rows) == sorted(self.added)

    @invariant()
    def what_is_held_is_claimed(self) -> None:
        rows = self.conn.execute("SELECT target_key FROM crawl_targets WHERE crawler IS NOT NULL")
        assert set(self.held) <= {row["target_key"] for row in rows.fetchall()}

    @invariant()
    def the_file_is_sound(self) -> None:
        assert self.conn.execute("PRAGMA foreign_key_check").fetchall() == []
        assert not self.conn.in_transaction


TestAnyHistory = AnyHistory.TestCase
TestAnyHistory.settings = settings(max_examples=40, stateful_step_count=40, deadline=None)
