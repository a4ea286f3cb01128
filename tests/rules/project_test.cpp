#include "rules/project.h"

#include <stdlib.h>

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <fstream>

#include "base/error.h"

using tieout::rules::Project;
namespace fs = std::filesystem;

namespace {

struct Folder {
    fs::path path;
    Folder() {
        std::string name = (fs::temp_directory_path() / "tieout-project-XXXXXX").string();
        path = mkdtemp(name.data());
    }
    ~Folder() { fs::remove_all(path); }
    Project load(const std::string& text, const std::string& profile = "") const {
        std::ofstream(path / "tieout.yaml") << text;
        return Project::load(path / "tieout.yaml", profile);
    }
};

const std::string whole =
    "pack: ../packs/mine\ntime_zone: America/New_York\ncurrency: EUR\nfiscal_year_starts: 07-01\n"
    "locked_until: 2005-12-31\nstate: books\nparameters: {status_1: closed}\nprofiles:\n"
    "  rehearsal:\n    source: mysql://u@h/v4\n    target: postgresql://u@h/v5\n"
    "  final:\n    source: env:V4\n    target: {write: env:W, read: env:R}\n"
    "    policy: {max_errors: 0, max_warnings: 5, max_quarantined: 2, min_rows: 1000,\n"
    "             require_coverage: false, require_consistent_snapshot: true, profile: final}\n";

struct BadProject {
    const char* text;
    const char* message;
};

const std::vector<BadProject> bad_projects = {
    {"time-zone: UTC\n",
     "tieout.yaml:1:1: found `time-zone`, expected pack, time_zone, currency, fiscal_year_starts, "
     "locked_until, state, waivers, sign_offs, integrations, runbook, parameters, source_prefix, "
     "forecast, gentle or profiles; did you mean `time_zone`?"},
    {"profiles: {rehersal: {source: a, target: b}}\n",
     "tieout.yaml:1:12: found `rehersal`, expected rehearsal or final; did you mean `rehearsal`?"},
    {"profiles: {final: {source: mysql://u:secret@h/d, target: b}}\n",
     "tieout.yaml:1:28: found a password in a URL, expected none in a file: use env:NAME, "
     "~/.my.cnf or ~/.pgpass"},
    {"profiles: {final: {source: a, target: b, defang: true}}\n",
     "tieout.yaml:1:50: profile `final` is for the real customers: it is never defanged"},
    {"profiles: {final: {source: a, target: {write: b}}}\n",
     "tieout.yaml:1:39: found only write, expected the key `read` too"},
    {"profiles: {final: {source: a, target: b, policy: {max_errors: -1}}}\n",
     "tieout.yaml:1:63: found -1, expected 0 or more"},
    {"profiles: {final: {source: a, target: b, policy: {max_error: 1}}}\n",
     "tieout.yaml:1:51: found `max_error`, expected max_errors, max_warnings, max_error_rows, "
     "max_error_money, max_waived_rows, max_waived_money, max_quarantined, max_quarantined_of, "
     "require_coverage, require_complete, require_read_only_verifier, require_consistent_snapshot, "
     "require_integrations, min_rows, max_forecast_differs, clean_cycles, max_age, "
     "require_same_set_up, sign_offs or profile; did you mean `max_errors`?"},
    {"forecast: {as_of: 2005-02-30}\n",
     "tieout.yaml:1:19: found `2005-02-30`, expected a day that exists, as 2005-12-31"},
    {"gentle: {max_lode: {active: 20}}\n",
     "tieout.yaml:1:10: found `max_lode`, expected max_load, critical_load, max_lag, max_rows, "
     "max_bytes, pause_file, stop_file, statement_limit or chunk_time; did you mean `max_load`?"},
    {"gentle: {max_load: {active: -1}}\n", "tieout.yaml:1:29: found -1, expected 0 or more"},
    {"gentle: {max_lag: 10}\n",
     "tieout.yaml:1:19: found `10`, expected a number of ms, s, min or h, as 10s"},
    {"gentle: {max_rows: 50000}\n",
     "tieout.yaml:1:20: found `50000`, expected rows a second, as 50000/s"},
    {"gentle: {max_bytes: 20/s}\n",
     "tieout.yaml:1:21: found `20/s`, expected bytes a second, as 20MB/s"},
    {"gentle: {statement_limit: 0s}\n",
     "tieout.yaml:1:27: found `0s`, expected a number of ms, s, min or h, as 10s"},
    {"forecast: {months: 121}\n", "tieout.yaml:1:20: found 121, expected 1 to 120 months"},
    {"forecast: {mode: monthly, credit: true}\n",
     "tieout.yaml:1:27: found `credit`, expected as_of, mode, months, tax or credits; did you mean "
     "`credits`?"},
    {"locked_until: 2005-02-30\nprofiles: {}\n",
     "tieout.yaml:1:15: found `2005-02-30`, expected a day that exists, as 2005-12-31"},
    {"fiscal_year_starts: 02-29\nprofiles: {}\n",
     "tieout.yaml:1:21: found `02-29`, expected month and day, as 07-01"},
};

std::ostream& operator<<(std::ostream& out, const BadProject& bad) {
    return out << bad.text;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(project)

BOOST_AUTO_TEST_CASE(how_gently_is_read_stands_in_the_file_and_its_files_beside_it) {
    const Folder f;
    const tieout::Gentle gentle =
        f.load(
             "gentle:\n  max_load: {Threads_running: 25, active: 20}\n"
             "  critical_load: {Threads_running: 100}\n  max_lag: 10s\n"
             "  max_rows: 50000/s\n  max_bytes: 20MB/s\n  pause_file: pause\n"
             "  stop_file: /run/stop\n  statement_limit: 30s\n  chunk_time: 0.5s\n")
            .gentle;
    BOOST_REQUIRE_EQUAL(gentle.max_load.size(), 2u);
    BOOST_TEST(gentle.max_load[1].name == "active");
    BOOST_TEST(gentle.max_load[1].most == 20u);
    BOOST_TEST(gentle.critical_load[0].most == 100u);
    BOOST_TEST((gentle.max_lag == std::chrono::seconds(10)));
    BOOST_TEST(gentle.rows_per_s == 50000u);
    BOOST_TEST(gentle.bytes_per_s == 20'000'000u);
    BOOST_TEST(gentle.pause_file == f.path / "pause");
    BOOST_TEST(gentle.stop_file == "/run/stop");
    BOOST_TEST((gentle.statement_limit == std::chrono::seconds(30)));
    BOOST_TEST((gentle.chunk_time == std::chrono::milliseconds(500)));
    BOOST_TEST(!f.load("pack: x\n").gentle.any());
}

BOOST_AUTO_TEST_CASE(the_whole_file_is_read) {
    const Folder f;
    const Project p = f.load(whole, "final");
    BOOST_TEST(p.pack == (f.path / "../packs/mine").string());
    BOOST_TEST(p.zone == "America/New_York");
    BOOST_TEST(p.currency == "EUR");
    BOOST_TEST(p.fiscal_year_starts == "07-01");
    BOOST_TEST(p.locked_until == "2005-12-31");
    BOOST_TEST(p.state == f.path / "books");
    BOOST_TEST(p.parameters.at(0).second == "closed");
    BOOST_TEST(p.profiles == (std::vector<std::string>{"rehearsal", "final"}));
    BOOST_TEST(p.profile.source == "env:V4");
    BOOST_TEST(p.profile.target_write == "env:W");
    BOOST_TEST(p.profile.target_read == "env:R");
    BOOST_TEST(p.profile.policy.max_warnings == 5U);
    BOOST_TEST(p.profile.policy.max_quarantined == 2U);
    BOOST_TEST(p.profile.policy.min_rows == 1000U);
    BOOST_TEST(!p.profile.policy.require_coverage);
    BOOST_TEST(p.profile.policy.require_complete);
    BOOST_TEST(p.profile.policy.require_consistent_snapshot);
    BOOST_TEST(p.profile.policy.profile == "final");
    BOOST_TEST(p.profile.policy.where == (f.path / "tieout.yaml").string() + ":15:13");
}

BOOST_AUTO_TEST_CASE(what_the_forecast_is_asked_for_is_read_and_twelve_months_are_usual) {
    const Project p = Folder().load(
        "forecast: {as_of: 2005-07-01, mode: anniversary, months: 6, tax: 0.21, credits: false}\n");
    BOOST_TEST(p.forecast.as_of == "2005-07-01");
    BOOST_TEST(p.forecast.mode == "anniversary");
    BOOST_TEST(p.forecast.months == 6);
    BOOST_TEST(p.forecast.tax == "0.21");
    BOOST_TEST(!p.forecast.credits);
    const Project usual = Folder().load("time_zone: UTC\n");
    BOOST_TEST(usual.forecast.months == 12);
    BOOST_TEST(usual.forecast.credits);
    BOOST_TEST(usual.forecast.as_of == "");
}

BOOST_AUTO_TEST_CASE(one_target_is_written_and_read_and_rehearsal_is_the_usual_profile) {
    const Project p = Folder().load(whole);
    BOOST_TEST(p.profile.name == "rehearsal");
    BOOST_TEST(p.profile.target_write == "postgresql://u@h/v5");
    BOOST_TEST(p.profile.target_read == "postgresql://u@h/v5");
    BOOST_TEST(p.profile.policy.where == "built in");
    BOOST_TEST(p.profile.policy.max_errors == 0U);
}

BOOST_AUTO_TEST_CASE(a_profile_that_the_file_does_not_have_is_refused) {
    BOOST_CHECK_THROW(Folder().load("profiles: {rehearsal: {source: a, target: b}}\n", "final"),
                      tieout::Error);
}

BOOST_AUTO_TEST_CASE(without_a_file_all_is_as_built_in_but_a_named_file_must_be_there) {
    const Folder f;
    const fs::path before = fs::current_path();
    fs::current_path(f.path);
    const Project p = Project::load("", "final");
    fs::current_path(before);
    BOOST_TEST(p.file.empty());
    BOOST_TEST(p.profile.name == "final");
    BOOST_TEST(p.zone == "UTC");
    BOOST_CHECK_THROW(Project::load(f.path / "tieout.yaml", ""), tieout::Error);
}

BOOST_DATA_TEST_CASE(a_bad_project_is_refused_with_place_found_and_expected,
                     boost::unit_test::data::make(bad_projects), bad) {
    const Folder f;
    try {
        f.load(bad.text);
        BOOST_ERROR("nothing was refused");
    } catch (const tieout::Error& e) {
        const std::string said = e.what();
        BOOST_TEST(said.substr(f.path.string().size() + 1) == bad.message);
    }
}

BOOST_AUTO_TEST_SUITE_END()
