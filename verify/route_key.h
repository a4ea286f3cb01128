// What the catalogue says of the key of one side of a tie: are keys proved unique, can the server
// look them up?
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "db/catalogue.h"
#include "db/url.h"
#include "verify/tie.h"

namespace tieout::verify {

class RouteKey {
public:
    // `table`: of the side's `from`; nullptr: a view, or a statement. All outlive this.
    RouteKey(const Tie& tie, SideName side, const db::Table* table, db::Engine engine);

    // The catalogue proves that no key comes twice.
    bool proves_unique() const { return unique_; }
    // The key's part is a column that the server can look whole numbers up in.
    bool is_whole_number(std::size_t part) const;

private:
    const Tie& tie_;
    const Side& side_;
    const db::Table* table_;
    bool unique_ = false;

    bool is_faithful(std::size_t part) const;
    bool is_proved_unique(db::Engine engine) const;
};

// A part of a canonical key as a literal of SQL; nullopt where it holds no number.
std::optional<std::string> number_in(std::string_view key, std::size_t part);

}  // namespace tieout::verify
