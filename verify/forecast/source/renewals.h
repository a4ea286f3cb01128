// When one service is billed and for what: as the engine does it (3.2 to 3.4, 3.6) and as it means
// to. Pure: everything that decides is in the arguments.
//
// The engine's monthly run looks at nothing but the 1st of its month. A service renews where its
// renewal date is that very day; it is billed for the first time where it was never billed and
// began after the former month's 1st, whatever its renewal date says. Everything else is passed
// over in silence, so that a date which was missed once is missed for ever. The next date is
// counted from the current one, not from the run.
//
// What it means: a service falls due in the month of its renewal date; what was missed is billed
// once by the next run, and then again in the rhythm of its own dates. Anniversary mode is the same
// by days, and there the faults are that mktime() lets Jan 31 run over into March, and that a run
// bills what is overdue one period a day until it has caught up.
#pragma once

#include <optional>
#include <vector>

#include "verify/forecast/projection.h"
#include "verify/forecast/source/books.h"
#include "verify/forecast/source/local_time.h"
#include "verify/forecast/source/tariff.h"

namespace tieout::verify::forecast::source {

// One run of the monthly generator: F, P and L of 3.1 as days, and as moments.
struct Run {
    Date day;                               // on which it runs
    Date first, former_first, former_last;  // of its month, of the month before
    std::int64_t first_at, former_first_at, former_last_at;
    int month = 0;  // months since year 0
};

// What a projection walks along.
struct Calendar {
    Terms terms;
    Date end;               // the first day that is not asked any more
    std::vector<Run> runs;  // monthly mode
    int renew_day = 1;

    // `zone` is asked, not kept.
    static Calendar of(const Terms& terms, const Settings& settings, LocalTime& zone);
};

// A service with everything that decides about it.
struct Subject {
    const Service* service = nullptr;
    Tariff tariff;
    Date starts;                 // the day of its start
    std::optional<Date> renews;  // the day of its renewal stamp; nullopt: 0, 1 or beyond all years
    Date stamped;                // the day of that stamp even so (1970)
};

Subject subject_of(const Service& service, const Price* price, LocalTime& zone);

// One charge of one service. Exact.
struct Charge {
    Date run;
    Decimal recurring, setup, proration, discount;
    bool operator==(const Charge&) const = default;
    Decimal amount() const { return recurring + setup + proration - discount; }
};
using Charges = std::vector<Charge>;  // by run

Charges charges(const Subject& subject, const Calendar& calendar, Reading reading);

// The pro-rating of a first renewal in parts that a test or a flag can look at: seconds / 86,400 /
// days in the month × price of a month.
struct Proration {
    std::int64_t seconds = 0;
    int month_days = 30;
    Decimal a_month;
    bool same_day = false;  // start and renewal are the same day of the year: nothing is pro-rated
    Decimal amount() const;
};
// The run must be that of a first renewal. Services that do not pro-rate have a_month 0.
Proration proration(const Subject& subject, const Run& run, Reading reading);
// The service began in the month before the run, or with it, and was never billed.
bool first_renewal(const Service& service, const Run& run);

}  // namespace tieout::verify::forecast::source
