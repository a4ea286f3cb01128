// tieout gate --seal, --verify: the record of an open gate, signed, and what such a seal is worth.
#include <fmt/format.h>

#include <cstdio>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "base/error.h"
#include "cli/exit_code.h"
#include "cli/gate_parts.h"
#include "cycle/record_digest.h"
#include "cycle/seal.h"
#include "reports/folder.h"

namespace tieout::cli {
namespace {

namespace fs = std::filesystem;

// A file of an operator's: nothing in it is his mistake, and no trouble of ours.
std::string text_of(const fs::path& file) {
    std::string text = reports::read_text(file);
    if (text.empty()) throw Error(Fault::usage, file.string() + " is empty");
    return text;
}

// What a report says it is, and what it is: both must be what was sealed.
bool is_of(const cycle::SealedGate& seal, const rules::CycleRecord& record) {
    return record.digest == seal.record_digest && cycle::digest_of(record) == seal.record_digest;
}

void print_seal(const cycle::SealedGate& seal, const std::string& report, bool of_report) {
    std::printf("seal of an open gate: profile %s, cycle %d, sealed at %s\n", seal.profile.c_str(),
                seal.cycle, seal.sealed_at.c_str());
    std::printf("  %-4s signed by the key given, to the last byte (it names key %.16s…)\n",
                seal.is_signed ? "ok" : "NO", seal.key.c_str());
    if (report.empty())
        std::printf("  -    the report was not looked at; its record must be %.16s…: --report\n",
                    seal.record_digest.c_str());
    else
        std::printf("  %-4s %s is the record that was sealed\n", of_report ? "ok" : "NO",
                    report.c_str());
}

void print_json(const cycle::SealedGate& seal, const std::string& report, bool of_report) {
    nlohmann::ordered_json json{{"schema", 1},
                                {"cycle", seal.cycle},
                                {"profile", seal.profile},
                                {"sealed_at", seal.sealed_at},
                                {"record_digest", seal.record_digest},
                                {"key", seal.key},
                                {"signed", seal.is_signed}};
    json["report"] = report.empty() ? nlohmann::json(nullptr) : nlohmann::json(of_report);
    std::printf("%s\n", json.dump(2).c_str());
}

}  // namespace

std::string seal_gate(const rules::Project& project, const rules::CycleRecord& record,
                      const rules::GateResult& gate, const cycle::GateFacts& facts,
                      const std::string& key_file) {
    const auto key = cycle::SigningKey::read_private(key_file);
    const fs::path file =
        project.state / "cycles" / fmt::format("{:04}", record.number) / "seal.json";
    reports::write_text(file, cycle::seal(record, gate, facts.sign_offs, facts.now, key));
    return file.string();
}

int verify_seal(const GateFlags& flags) {
    if (flags.public_key.empty())
        throw Error(Fault::usage,
                    "--verify needs --public-key: a seal proves nothing before one knows whose it "
                    "must be");
    const auto key = cycle::SigningKey::read_public(flags.public_key);
    const cycle::SealedGate seal = cycle::read_seal(text_of(flags.verify), key);
    fs::path report = flags.report;
    const fs::path beside = fs::path(flags.verify).parent_path() / "report.json";
    if (report.empty() && fs::exists(beside)) report = beside;
    const bool of_report = !report.empty() && is_of(seal, rules::from_json(text_of(report)));
    (flags.common.json ? print_json : print_seal)(seal, report.string(), of_report);
    return seal.is_signed && (report.empty() || of_report) ? holds : broken;
}

}  // namespace tieout::cli
