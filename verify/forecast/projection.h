// What one side will bill in the coming months: the words that both forecast engines answer in, and
// no code of either.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "base/calendar.h"
#include "base/decimal.h"

namespace tieout::verify::forecast {

// monthly: what falls due in a calendar month, on whatever day of it, is raised by that month's run
// on the bill day; where that run is before `as_of`, by the next one. anniversary: each service on
// its own day; the k-th day is the first one plus k intervals, clamped to the end of its month (so
// that Jan 31 is followed by Feb 28 and Mar 31).
enum class BillingMode { monthly, anniversary };

// faithful: as the source's engine really bills, its faults included. intended: as it means to.
enum class Reading { faithful, intended };

// The terms under which both sides are asked: the operator's words, checked against the data
// elsewhere.
struct Terms {
    BillingMode mode = BillingMode::monthly;
    Date as_of;        // the first day that may still be billed
    int months = 12;   // calendar months, beginning with that of `as_of`
    std::string zone;  // IANA name: of days that a side stores as moments
    int bill_day = 1;  // monthly mode: the day of the month
    bool use_credits = true;
    // One rate for all clients, those exempt too, a fraction; nullopt: by the side's own rules
    // (zones or tax rules).
    std::optional<Decimal> flat_tax_rate;
    bool taxed = true;  // false: no tax at all
};

// One service on one invoice. Exact, not rounded; the amount is recurring + setup + proration -
// discount.
struct ProjectedLine {
    std::string service;  // the key of the pack's tie of services ("cp_id" as text)
    Decimal recurring, setup, proration, discount;
    bool operator==(const ProjectedLine&) const = default;
};

// Raised for a client and day with at least one line, be it of 0.00. total = gross - credit + tax,
// rounded half up to cents once; gross, credit and tax are exact. What is left of a credit is kept
// to cents, half up.
struct ProjectedInvoice {
    std::string client;  // the key of the pack's tie of clients
    Date run;            // the day of the run that raises it
    Decimal gross, credit, tax, total;
    std::vector<ProjectedLine> lines;  // by service key
    bool operator==(const ProjectedInvoice&) const = default;
};

// Why a service or client is billed otherwise than one would think: "stale_renewal",
// "never_billed_again", "month_end_overflow". Every difference between faithful and intended
// carries one.
struct Flag {
    std::string id, client, service;  // service: empty where it speaks of the client
    std::optional<Date> run;          // the invoice that it touches; nullopt: all of them
    // What it means in money over the months asked; 0: nothing by itself. Of the source: by how
    // much the intended reading bills more (negative: less) than the faithful one.
    Decimal amount;
    std::string why;  // one sentence for people
    bool operator==(const Flag&) const = default;
};

// Services that a side does not bill at all, by reason: "client is not active".
struct Excluded {
    std::string reason;
    std::size_t services = 0;
    Decimal a_month;  // what they would bring in an average month; not rounded
    bool operator==(const Excluded&) const = default;
};

// What a side answers of one client. Of all clients at once it would be the most that a whole
// verification holds, so an engine makes one when asked for it, and keeps none.
struct Projection {
    std::vector<ProjectedInvoice> invoices;  // by run
    std::vector<Flag> flags;                 // by service (numbers by value), id, run
    std::vector<Excluded> excluded;          // by reason
};

}  // namespace tieout::verify::forecast
