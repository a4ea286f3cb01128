#include "cli/output.h"

#include <fmt/format.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>

#include "reports/folder.h"
#include "reports/terminal.h"

namespace tieout::cli {

std::string now_utc() {
    const std::time_t now = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
    std::tm parts{};
    gmtime_r(&now, &parts);
    return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z", parts.tm_year + 1900,
                       parts.tm_mon + 1, parts.tm_mday, parts.tm_hour, parts.tm_min, parts.tm_sec);
}

ProgressLine::ProgressLine(bool quiet) : quiet_(quiet), terminal_(::isatty(STDERR_FILENO) != 0) {}

ProgressLine::~ProgressLine() {
    if (open_) std::fputc('\n', stderr);
}

// Where nobody watches a terminal, one line a table or tie is a log and more is noise.
void ProgressLine::show(const std::string& stage, const std::string& line) {
    if (quiet_) return;
    if (terminal_) {
        std::fprintf(stderr, "\r\033[K%s: %s", stage.c_str(), line.c_str());
        std::fflush(stderr);
        open_ = true;
        return;
    }
    const std::string about = stage + ": " + line.substr(0, line.find_first_of(" :"));
    if (about == stage_) return;
    stage_ = about;
    std::fprintf(stderr, "%s: %s\n", stage.c_str(), line.c_str());
}

reports::Colour colour() {
    const char* refused = std::getenv("NO_COLOR");
    const bool wanted = (refused == nullptr || *refused == '\0') && ::isatty(STDOUT_FILENO) != 0;
    return wanted ? reports::Colour::ansi : reports::Colour::plain;
}

void print(const rules::CycleRecord& record, const Flags& flags) {
    const std::string text =
        flags.json ? rules::to_json(record) + "\n" : reports::terminal(record, colour());
    std::fwrite(text.data(), 1, text.size(), stdout);
}

void write_reports(const std::filesystem::path& folder, const rules::CycleRecord& record,
                   const ReportFiles& files, bool reveal) {
    reports::write_folder(folder, record, files.members, files.quarantine,
                          reveal ? reports::Personal::shown : reports::Personal::masked);
}

}  // namespace tieout::cli
