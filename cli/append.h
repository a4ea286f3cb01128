// Adds an entry to a YAML file that people write too.
#pragma once

#include <filesystem>
#include <functional>
#include <string>

namespace tieout::cli {

// What stands in the file stays as it is, comments too; a file that is not there begins with
// `head`. `read` is given the new file before it takes the old one's place, and throws where it
// cannot be read: nothing such is ever left behind. Throws Error(Fault::disk).
void append(const std::filesystem::path& file, const std::string& head, const std::string& entry,
            const std::function<void(const std::filesystem::path&)>& read);

}  // namespace tieout::cli
