// Rows of other ties on which the target's bills stand, by their keys as people read them.
#pragma once

#include <string>
#include <vector>

#include "verify/forecast/target/rows.h"
#include "verify/forecast/target/rows_by.h"

namespace tieout::verify::forecast::target {

class Standing {
public:
    // `rows` must outlive it, unchanged.
    explicit Standing(const Rows& rows);

    // "3/12"; empty: no such service, or its price is not known. Of several of one key the last.
    std::string price_of(const std::string& service) const;
    // In the order in which they are used.
    std::vector<std::string> credits_of(const std::string& client) const;
    // Rules of his country, whatever their region.
    std::vector<std::string> tax_rules_of(const std::string& client) const;

private:
    const Rows& rows_;
    const RowsBy<Service> services_;
    const RowsBy<Credit> credits_;
    const RowsBy<Client> clients_;
};

}  // namespace tieout::verify::forecast::target
