// The pack's words on columns, found by table and column whatever the case of their letters:
// "client_info.client_field_3" by itself, else by "client_info.client_field_*", and so on down to
// "client_info.*". A table may be a pattern too: "phpbb_*.*".
#pragma once

#include <map>
#include <string>

#include "rules/pack.h"

namespace tieout::verify {

class CoverageWords {
public:
    // `words` must live as long as this.
    explicit CoverageWords(const std::map<std::string, rules::Coverage>& words);

    // nullptr: the pack says nothing of it.
    const rules::Coverage* find(const std::string& table, const std::string& column) const;
    // Whether the pack says anything of the table.
    bool knows(const std::string& table) const;

private:
    std::map<std::string, std::map<std::string, const rules::Coverage*>> tables_;  // folded

    const std::map<std::string, const rules::Coverage*>* columns_of(const std::string& table) const;
};

}  // namespace tieout::verify
