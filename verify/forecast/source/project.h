// What the source will bill each client in the coming months, in both readings.
#pragma once

#include "verify/forecast/projection.h"
#include "verify/forecast/source/books.h"
#include "verify/forecast/source/local_time.h"
#include "verify/forecast/source/renewals.h"
#include "verify/forecast/source/rows_of.h"

namespace tieout::verify::forecast::source {

// `flags` are the same in both: why the readings differ. Where count or money of a client's month
// differ, a flag of that client speaks of that month: one whose run is in it, or one without a run.
struct Readings {
    Projection faithful, intended;
};

// Bills a client when asked, and keeps nothing of the bill. Not thread-safe.
class Projector {
public:
    // `books` must outlive it, unchanged. Throws Error(Fault::usage) where the zone is not known.
    Projector(const Books& books, const Terms& terms);

    // Their keys, each once, in no order that counts; clients that only a service names are among
    // them. They live in the books.
    std::vector<const std::string*> clients() const;

    // What is asked twice is answered twice. Empty for who is not in the books.
    Readings of(const std::string& client);

private:
    struct Work;
    void look_at(const Service& service, const Customer* customer, Work& work);
    void bill_both(const Customer& customer, Work& work, Readings& answer) const;

    const Books& books_;
    const Terms terms_;
    LocalTime zone_;
    const Calendar calendar_;
    const RowsOf<Customer> customers_;
    const RowsOf<Service> services_;
    const RowsOf<Credit> credits_;
};

// Keys that are numbers by value and before all others; those by text.
bool key_before(const std::string& a, const std::string& b);

}  // namespace tieout::verify::forecast::source
