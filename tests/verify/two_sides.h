// An SQLite source and a target of any engine, made by SQL of the test, and a pack of its own.
#pragma once

#include <stdlib.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <memory>
#include <ostream>
#include <string>
#include <vector>

#include "db/session.h"
#include "rules/pack.h"
#include "tests/support/scratch.h"
#include "verify/preflight.h"
#include "verify/tie.h"

namespace tieout::db {
inline std::ostream& operator<<(std::ostream& out, Engine engine) {
    return out << name(engine);
}
}  // namespace tieout::db

namespace tieout::tests {

inline const std::vector<db::Engine> engines = {db::Engine::sqlite, db::Engine::mysql,
                                                db::Engine::postgresql};

// A pack in a temporary folder.
class PackFolder {
public:
    explicit PackFolder(const std::string& verify_yaml, const std::string& rules_yaml = "{}\n") {
        std::string name = (std::filesystem::temp_directory_path() / "tieout-pack-XXXXXX").string();
        path_ = mkdtemp(name.data());
        write("pack.yaml",
              "name: small\nversion: 1\ntitle: A to B\nsource: {label: the old shop, schema: a}\n"
              "target: {label: the new shop}\n");
        write("verify.yaml", verify_yaml);
        write("rules.yaml", rules_yaml);
    }
    ~PackFolder() { std::filesystem::remove_all(path_); }
    PackFolder(const PackFolder&) = delete;
    PackFolder& operator=(const PackFolder&) = delete;

    rules::Pack load() const { return rules::Pack::load(path_.string()); }

private:
    void write(const std::string& file, const std::string& text) const {
        std::ofstream(path_ / file, std::ios::binary) << text;
    }
    std::filesystem::path path_;
};

class TwoSides {
public:
    TwoSides(db::Engine target_engine, const std::string& source_sql, const std::string& target_sql)
        : source_(db::Engine::sqlite), target_(target_engine) {
        source_.run_client(source_sql);
        target_.run_client(target_sql);
    }

    db::Session& source() { return open(source_, source_session_); }
    db::Session& target() { return open(target_, target_session_); }
    const Scratch& target_server() const { return target_; }

    verify::Preflight preflight(const std::string& verify_yaml) {
        const PackFolder folder(verify_yaml);
        return verify::preflight(verify::Ties::load(folder.load()), source(), target(), {});
    }

private:
    static db::Session& open(const Scratch& server, std::unique_ptr<db::Session>& session) {
        if (!session) session = db::Session::open(server.parsed());
        return *session;
    }

    Scratch source_, target_;
    std::unique_ptr<db::Session> source_session_, target_session_;
};

// One line a member: "rule key note", in order of the lines.
inline std::vector<std::string> offenders(const rules::FindingLog& findings) {
    std::vector<std::string> lines;
    for (const auto& finding : findings.findings()) {
        if (finding.samples.empty()) lines.push_back(finding.rule + " " + finding.title);
        for (const auto& member : finding.samples)
            lines.push_back(finding.rule + " " + rules::text(member.key) +
                            (member.note.empty() ? "" : ": " + member.note));
    }
    std::sort(lines.begin(), lines.end());
    return lines;
}

inline std::string joined(const std::vector<std::string>& lines) {
    std::string all;
    for (const std::string& line : lines)
        all += line + "\n";
    return all;
}

}  // namespace tieout::tests
