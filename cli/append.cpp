#include "cli/append.h"

#include <fstream>

#include "reports/folder.h"

namespace tieout::cli {
namespace {

namespace fs = std::filesystem;

std::string contents(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace

void append(const fs::path& file, const std::string& head, const std::string& entry,
            const std::function<void(const fs::path&)>& read) {
    std::string text = fs::exists(file) ? contents(file) : head;
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
