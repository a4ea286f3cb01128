// sign_offs.yaml: who has read the report of a cycle and says that it may be the one.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace tieout::rules {

struct SignOff {
    std::string where;  // "sign_offs.yaml:3:5"
    std::string role;   // as the policy names it
    std::string who;
    int cycle = 0;
    std::string digest;  // of the record that was read: CycleRecord::digest
    std::string on;      // YYYY-MM-DD
    std::string note;    // may be empty
};

// No file: nobody has signed. Throws Error(Fault::usage) with file:line:column.
std::vector<SignOff> load_sign_offs(const std::filesystem::path& file);

}  // namespace tieout::rules
