#include "cli/append.h"

#include "reports/folder.h"

namespace tieout::cli {
namespace fs = std::filesystem;

void append(const fs::path& file, const std::string& head, const std::string& entry,
            const std::function<void(const fs::path&)>& read) {
    std::string text = fs::exists(file) ? reports::read_text(file) : head;
    if (!text.empty() && text.back() != '\n') text += '\n';
    const fs::path beside = file.string() + ".new";
    reports::write_text(beside, text + entry);
    try {
        read(beside);
    } catch (...) {
        fs::remove(beside);
        throw;
    }
    fs::rename(beside, file);
}

}  // namespace tieout::cli
