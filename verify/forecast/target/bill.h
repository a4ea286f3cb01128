// What the target bills in the coming months, from its own rows and by its own rules.
//
// - Active clients and active services are billed; suspended ones only where a setting says so.
// - A charge is for one cycle and begins on a renewal day: next_renewal, then one cycle after the
//   other from there, on the last day of a month that has no such day. A service ends before the
//   charge that would begin on its end date or later.
// - Anniversary mode: the charge is raised on the day on which it begins, or so many days before as
//   a setting says. Monthly mode: on the bill day of the month in which it begins.
// - What was due before today and was not billed is billed by the next run, every missed charge of
//   it at once. This is what makes a stale next_renewal costly.
// - A charge is (override, else the catalogue's price of the cycle) x quantity. Where nothing was
//   ever billed (last_renewed is NULL) the first invoice adds the set-up, once and not by quantity,
//   and in monthly mode, where the product may be pro-rated and started less than a month before
//   its first charge, the days from the start to the end of that month, the first included: days /
//   days of the month x price / months of the cycle x quantity.
// - The service's discount, then that of the client's group on the rest.
// - One invoice a client and run. Credits are used the oldest first, never beyond what is owed. Tax
//   is by the rule of the client's region, else of the country (rules of one place add up), on what
//   is owed after credit; exempt clients pay none (but the terms' own rate). Rounded once, half up,
//   to cents; so is what is left of a credit.
#pragma once

#include "verify/forecast/projection.h"
#include "verify/forecast/target/rows.h"
#include "verify/forecast/target/rows_by.h"

namespace tieout::verify::forecast::target {

// Flags:
//   stale_renewal     charges that began before `as_of` are billed by the first run; the amount is
//                     theirs
//   missed_run        the same, of a renewal still to come in a month whose run is over
//   first_charge      set-up and pro-ration of what was never billed; the amount is theirs
//   no_price          neither override nor price: not billed
//   no_renewal        active and recurring, but no renewal date: never billed
//   suspended_billed  billed by a setting though suspended; the amount of all its charges
//   group_discount    the client's group takes so much off
//   tax_exempt        a rule would tax this client, who is exempt: the amount is the tax
//   other_mode        the client's billing mode is not that of the terms
//
// Bills a client when asked, and keeps nothing of the bill.
class Projector {
public:
    // `rows` must outlive it, unchanged.
    Projector(const Rows& rows, const Terms& terms);

    // Their keys, each once, in no order that counts. They live in the rows.
    std::vector<const std::string*> clients() const { return clients_.keys(); }

    // Empty for who is no client. Throws Error(Fault::data) where a renewal lies beyond the year
    // 9999.
    Projection of(const std::string& client) const;

private:
    const Rows& rows_;
    const Terms terms_;
    const RowsBy<Client> clients_;
    const RowsBy<Service> services_;
    const RowsBy<Credit> credits_;
};

}  // namespace tieout::verify::forecast::target
