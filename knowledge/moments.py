"""A moment as far as a text gives it, and the day and hour it comes to."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Literal

from knowledge.deadlines import CalendarUnknown, Holiday, after_break, before_break, holiday_days, near_holiday

Turn = Literal["before", "on", "after"]
NO_SPAN = (0, 0)  # of an hour that stands without its day


@dataclass(frozen=True, slots=True)
class Moment:
    """A date as far as it is given; `offset` counts days from today where the question says 今天, 明天 ..."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    at: time | None = None
    offset: int | None = None
    years_on: int | None = None  # years from this one where the text says 去年, 今年 ...
    months_on: int | None = None  # months from this one where the text says 下个月
    last: bool = False  # the last day of the month: 月底
    weekday: int | None = None  # 0 for Monday, where the text says 周六
    weeks_on: int | None = None  # 1 for 下周, 0 for 这周; None for the one to come
    holiday: Holiday | None = None  # where the text counts from one: 国庆后第一天
    turn: Turn = "on"  # the holiday itself, the last working day before it or the first one after
    ago: timedelta | None = None  # 半小时前, from now
    part: str = ""  # 晚上, 半夜 ..., where no hour is given
    ahead: timedelta = timedelta()  # added to reach Beijing time
    span: tuple[int, int] = NO_SPAN  # where in the text the date stands

    @property
    def names_day(self) -> bool:
        """Whether the text names a day, and not only a month or a year."""
        counted = (self.day, self.offset, self.weekday, self.holiday, self.ago)
        return any(given is not None for given in counted)

    def on(self, now: datetime, year: int) -> datetime | None:
        """The moment in Beijing time; `year` stands in for one not given. None where no day is given or it does not exist."""
        if self.ago is not None:
            return now - self.ago
        day = self.date(now, year)
        return None if day is None else datetime.combine(day, self.at or time(0), tzinfo=now.tzinfo) + self.ahead

    def _year(self, now: datetime, year: int) -> int:
        return self.year or (year if self.years_on is None else now.year + self.years_on)

    def _weekday(self, weekday: int, today: date) -> date:
        monday = today - timedelta(days=today.weekday())
        day = monday + timedelta(days=weekday, weeks=self.weeks_on or 0)
        return day if day >= today or self.weeks_on is not None else day + timedelta(weeks=1)

    def _beside_holiday(self, holiday: Holiday, today: date, year: int) -> date | None:
        days = near_holiday(today) if holiday is Holiday.NEAREST else holiday_days(year, holiday)
        if not days:
            return None
        try:
            return before_break(days) if self.turn == "before" else after_break(days) if self.turn == "after" else days[0]
        except CalendarUnknown:
            return None

    def _in_month(self, now: datetime, year: int) -> date | None:
        if self.months_on is not None:
            years_more, before = divmod(now.month - 1 + self.months_on, 12)
            return _day_in(now.year + years_more, before + 1, self)
        month = self.month or (now.month if self.day else None)
        return None if month is None else _day_in(self._year(now, year), month, self)

    def date(self, now: datetime, year: int) -> date | None:
        """The day without its hour; the first of a month where only the month is given; None where there is no month."""
        if self.ago is not None:
            return (now - self.ago).date()
        if self.weekday is not None:
            return self._weekday(self.weekday, now.date())
        if self.offset is not None:
            return now.date() + timedelta(days=self.offset)
        if self.holiday is not None:
            return self._beside_holiday(self.holiday, now.date(), self._year(now, year))
        return self._in_month(now, year)


def _day_in(year: int, month: int, moment: Moment) -> date | None:
    """The moment's day in a month; None where it does not exist."""
    try:
        return date(year, month, monthrange(year, month)[1] if moment.last else moment.day or 1)
    except ValueError:
        return None
