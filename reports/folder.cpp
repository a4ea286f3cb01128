#include "reports/folder.h"

#include <fmt/format.h>

#include <cerrno>
#include <cstring>
#include <fstream>
#include <functional>
#include <map>

#include "base/error.h"
#include "reports/csv.h"
#include "reports/html.h"
#include "reports/json.h"
#include "reports/junit.h"
#include "reports/markdown.h"

namespace tieout::reports {
namespace fs = std::filesystem;
namespace {

void make_folder(const fs::path& folder) {
    std::error_code error;
    fs::create_directories(folder, error);
    if (error)
        throw Error(Fault::disk, fmt::format("cannot create the folder {}: {}", folder.string(),
                                             error.message()));
}

void write_file(const fs::path& file, const std::function<void(std::ostream&)>& write) {
    const fs::path beside = file.string() + ".part";
    std::ofstream out(beside, std::ios::binary | std::ios::trunc);
    if (out) write(out);
    out.close();
    if (!out)
        throw Error(Fault::disk,
                    fmt::format("cannot write {}: {}; make room, or name another folder",
                                file.string(), std::strerror(errno)));
    std::error_code error;
    fs::rename(beside, file, error);
    if (error)
        throw Error(Fault::disk,
                    fmt::format("cannot write {}: {}", file.string(), error.message()));
}

void write_all_differences(const fs::path& folder, const rules::CycleRecord& record,
                           const std::vector<rules::FindingMembers>& members, Personal personal) {
    std::map<std::string, const rules::FindingMembers*> by_id;
    for (const rules::FindingMembers& of_one : members)
        by_id[of_one.finding_id] = &of_one;
    for (const rules::Finding& finding : record.findings) {
        const auto found = by_id.find(finding.id);
        if (found == by_id.end() || found->second->empty()) continue;
        make_folder(folder);
        write_file(folder / difference_file(finding), [&](std::ostream& out) {
            write_differences(out, finding, *found->second, personal);
        });
    }
}

void write_all_quarantine(const fs::path& folder, const std::vector<rules::QuarantinedRow>& rows,
                          Personal personal) {
    std::map<std::string, std::vector<rules::QuarantinedRow>> by_table;
    for (const rules::QuarantinedRow& row : rows)
        by_table[row.table].push_back(row);
    for (const auto& [table, of_table] : by_table) {
        make_folder(folder);
        write_file(folder / quarantine_file(table),
                   [&](std::ostream& out) { write_quarantine(out, of_table, personal); });
    }
}

}  // namespace

std::string read_text(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(in), {}};
    // A folder opens, and cannot be read.
    if (in && fs::is_regular_file(file)) return text;
    throw Error(fs::exists(file) ? Fault::disk : Fault::usage,
                file.string() + " cannot be read: is it there, and may you?");
}

void write_text(const fs::path& file, const std::string& text) {
    write_file(file, [&](std::ostream& out) {
        out.write(text.data(), static_cast<std::streamsize>(text.size()));
    });
}

void write_folder(const fs::path& folder, const rules::CycleRecord& record,
                  const std::vector<rules::FindingMembers>& members,
                  const std::vector<rules::QuarantinedRow>& quarantine, Personal personal) {
    make_folder(folder);
    write_all_differences(folder / "differences", record, members, personal);
    write_all_quarantine(folder / "quarantine", quarantine, personal);
    write_file(folder / "findings.csv", [&](std::ostream& out) { write_findings(out, record); });
    write_text(folder / "report.json", json(record, personal));
    write_text(folder / "junit.xml", junit(record));
    write_text(folder / "summary.md", markdown(record));
    write_text(folder / "report.html", html(record, personal));
}

}  // namespace tieout::reports
