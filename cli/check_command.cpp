// tieout check: configuration, connections, rights, schemas, charset, time zone, engine, before
// anything runs. Its --integrations is given by the program that can (integrations_check.h).
#include <CLI/CLI.hpp>
#include <cstdio>
#include <memory>
#include <nlohmann/json.hpp>

#include "base/error.h"
#include "cli/commands.h"
#include "cli/exit_code.h"
#include "cli/setting.h"
#include "db/session.h"
#include "verify/proof.h"
#include "verify/shape.h"

namespace tieout::cli {
namespace {

enum class Mark { ok, look, no };

struct Line {
    Mark mark = Mark::ok;
    std::string about, sentence;
};

const char* word(Mark mark) {
    return mark == Mark::ok ? "ok" : mark == Mark::look ? "LOOK" : "NO";
}

class Check {
public:
    explicit Check(const Flags& flags)
        : project_(project_of(flags, Takes::both_sides)), pack_(pack_of(project_)) {}

    std::vector<Line> run() {
        say(Mark::ok, "configuration",
            "pack " + pack_.name + " " + pack_.version + ", profile " + project_.profile.name +
                ", zone " + project_.zone + ", currency " + project_.currency);
        rehearsal();
        side("source", project_.profile.source, pack_.source);
        side("target", project_.profile.target_read, pack_.target);
        return std::move(lines_);
    }

private:
    void say(Mark mark, std::string about, std::string sentence) {
        lines_.push_back({mark, std::move(about), std::move(sentence)});
    }

    // Of packs that know how; the verifier alone is asked, for this program may have no migrator.
    void rehearsal() {
        if (project_.profile.name == "final" || !verify::knows_defanging(pack_)) return;
        const auto defang = project_.profile.defang;
        if (!defang)
            say(Mark::look, "rehearsal",
                "does not defang: real customers can be billed and mailed from the target; say "
                "`defang: true` in the profile, or --defang");
        else
            say(Mark::ok, "rehearsal",
                *defang ? "defangs" : "does not defang, as the profile says");
    }

    void side(const std::string& name, const std::string& url, const rules::PackSide& wanted) {
        std::unique_ptr<db::Session> session;
        try {
            session = db::Session::open(db::Url::parse(url));
        } catch (const Error& error) {
            if (error.fault() == Fault::usage) throw;
            say(Mark::no, name, error.what());
            return;
        }
        facts(name, session->facts());
        if (name == "target") rights(*session);
        schema(name, std::move(session), wanted);
    }

    void facts(const std::string& name, const db::SessionFacts& facts) {
        say(Mark::ok, name, facts.engine + ", " + facts.url + " as " + facts.user);
        say(Mark::ok, name, "reads under: " + facts.isolation);
        say(Mark::ok, name,
            "database charset " + facts.server_charset + ", server zone " + facts.server_zone +
                " (sessions use " + facts.time_zone + ")");
        for (const std::string& table : facts.inconsistent_tables)
            say(Mark::look, name,
                table +
                    " cannot give one consistent view (MyISAM): stop its writers, or convert it");
        if (!facts.tables_elsewhere.empty())
            say(Mark::look, name,
                db::lie_elsewhere(facts.tables_elsewhere) +
                    ", each of which begins a view of its own: stop who writes to them by "
                    "themselves");
    }

    void schema(const std::string& name, std::unique_ptr<db::Session> session,
                const rules::PackSide& wanted) {
        try {
            if (name == "source") {
                session = verify::open_in_shape(pack_, std::move(session));
                if (const std::string variant = verify::variant_of(wanted, *session);
                    !variant.empty())
                    say(Mark::ok, name, "variant: " + variant);
            } else {
                verify::recognise(wanted, *session);
            }
            say(Mark::ok, name, "is a " + wanted.label);
        } catch (const Error& error) {
            if (error.fault() != Fault::schema) throw;
            say(Mark::no, name, error.what());
        }
    }

    void rights(db::Session& session) {
        const auto may = session.write_privileges();
        if (may.empty())
            say(Mark::ok, "target", "the role that verifies can only read");
        else
            say(Mark::look, "target",
                "the role that verifies can write (" + may.front() +
                    "): give one that cannot as `read`, or --target-read; the gate wants it");
    }

    rules::Project project_;
    rules::Pack pack_;
    std::vector<Line> lines_;
};

void print_lines(const std::vector<Line>& lines, bool as_json) {
    nlohmann::ordered_json json{{"schema", 1}, {"lines", nlohmann::json::array()}};
    for (const Line& line : lines) {
        if (as_json)
            json["lines"].push_back(
                {{"mark", word(line.mark)}, {"about", line.about}, {"sentence", line.sentence}});
        else
            std::printf("%-4s %-13s %s\n", word(line.mark), line.about.c_str(),
                        line.sentence.c_str());
    }
    if (as_json) std::printf("%s\n", json.dump(2).c_str());
}

int check_now(const Flags& flags) {
    const std::vector<Line> lines = Check(flags).run();
    print_lines(lines, flags.json);
    for (const Line& line : lines)
        if (line.mark == Mark::no) return could_not_look;
    return holds;
}

}  // namespace

void add_check(CLI::App& program, Outcome& outcome, int (*integrations)(const Flags&)) {
    struct CheckFlags : Flags {
        bool integrations = false;
    };
    auto flags = std::make_shared<CheckFlags>();
    CLI::App* command = program.add_subcommand("check",
                                               "look at configuration, connections, rights, "
                                               "schemas, charset and zone before anything runs");
    add_flags(*command, *flags, Takes::both_sides);
    if (integrations != nullptr)
        command->add_flag("--integrations", flags->integrations,
                          "ask what production is tied to instead: the probes of integrations.yaml "
                          "(exit 1 where one fails)");
    command->callback([flags, integrations, &outcome] {
        outcome.exit_code = flags->integrations ? integrations(*flags) : check_now(*flags);
    });
}

}  // namespace tieout::cli
