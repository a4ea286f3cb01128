#include <cstdlib>

#include "base/error.h"
#include "rules/pack_files.h"

namespace tieout::rules {
namespace {

namespace fs = std::filesystem;

// Where packs that ship lie: the first that has the name is taken.
std::vector<fs::path> shelves() {
    std::vector<fs::path> result;
    if (const char* named = std::getenv("TIEOUT_PACKS"); named != nullptr && *named != '\0') {
        result.emplace_back(named);
    }
    std::error_code unknown;
    const fs::path program = fs::read_symlink("/proc/self/exe", unknown);
    if (!unknown) {
        result.push_back(program.parent_path().parent_path() / "share" / "tieout" / "packs");
    }
    result.emplace_back(TIEOUT_SOURCE_PACKS);
    return result;
}

bool is_pack(const fs::path& folder) {
    std::error_code not_there;
    return fs::is_regular_file(folder / "pack.yaml", not_there);
}

std::vector<std::string> shipped(const std::vector<fs::path>& places) {
    std::vector<std::string> result;
    for (const fs::path& place : places) {
        std::error_code not_there;
        for (const auto& entry : fs::directory_iterator(place, not_there)) {
            if (is_pack(entry.path())) result.push_back(entry.path().filename().string());
        }
    }
    return result;
}

std::string looked_in(const std::string& name, const std::vector<fs::path>& places) {
    std::string result = name;
    for (const fs::path& place : places)
        result += ", " + place.string();
    return result;
}

}  // namespace

fs::path find_pack(const std::string& name_or_path) {
    if (is_pack(name_or_path)) return name_or_path;
    const auto places = shelves();
    const bool is_name = name_or_path.find('/') == std::string::npos;
    for (const fs::path& place : places) {
        if (is_name && is_pack(place / name_or_path)) return place / name_or_path;
    }
    const auto names = shipped(places);
    const auto meant = nearest(name_or_path, {names.begin(), names.end()});
    throw Error(Fault::usage,
                "found no pack `" + name_or_path + "` (a folder with pack.yaml in it); looked in " +
                    (is_name ? looked_in(name_or_path, places) : name_or_path) +
                    (meant.empty() ? "" : "; did you mean `" + std::string(meant) + "`?"));
}

}  // namespace tieout::rules
