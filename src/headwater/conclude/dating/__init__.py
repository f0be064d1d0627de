"""When a report was published that carries no date: from its words, and from the reports it is linked with."""

from headwater.conclude.dating.neighbours import date_by_happenings, date_reports
from headwater.conclude.dating.pile import date_pile
from headwater.conclude.dating.report import date_report, dated

__all__ = ["date_by_happenings", "date_pile", "date_report", "date_reports", "dated"]
