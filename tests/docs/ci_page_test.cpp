// docs/ci.md and the action that it names: their scripts are run as a CI runner would run them, on
// two real servers, from red to green.
#include <stdlib.h>

#include <boost/test/unit_test.hpp>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <regex>

#include "rules/yaml.h"
#include "tests/docs/page.h"
#include "tests/support/process.h"
#include "tests/support/scratch.h"

namespace tieout::tests {
namespace {

namespace fs = std::filesystem;
using Words = std::map<std::string, std::string>;

std::string read(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

// An empty folder of a runner, with a v4 and a v5, tieout in its PATH.
class Runner {
public:
    Runner() : v4_(db::Engine::mysql), v5_(db::Engine::postgresql) {
        std::string name = (fs::temp_directory_path() / "tieout-ci-XXXXXX").string();
        if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("no temporary folder");
        folder_ = name;
        const Outcome made =
            shell("tieout sample --clients 60 --seed 5 --defects none --into " + v4_.url() +
                  " && printf '#!/bin/sh\\n' >restore-v4-from-backup "
                  "&& chmod +x restore-v4-from-backup");
        BOOST_TEST_REQUIRE(made.exit == 0, made.err);
        std::ofstream(folder_ / "tieout.yaml")
            << "profiles: {rehearsal: {source: env:V4, target: env:V5, policy: "
               "{require_read_only_verifier: false}}}\n";
    }
    ~Runner() { fs::remove_all(folder_); }
    Runner(const Runner&) = delete;
    Runner& operator=(const Runner&) = delete;

    Outcome shell(const std::string& script, Words with = {}) const {
        with["PATH"] = std::string(TIEOUT_BINARY_DIR) + ":" + getenv("PATH");
        // As both CI systems call it: a command that fails ends the script.
        return run({{"bash", "-e", "-o", "pipefail", "-c", script}, folder_, with});
    }
    // A log-in that two clients share, and one that they do not.
    void spoil() const {
        v4_.run_client(
            "update client_info set client_email = 'both@example.org' order by client_id limit 2");
    }
    void mend() const {
        v4_.run_client(
            "update client_info set client_email = concat('c', client_id, '@example.org') where "
            "client_email = 'both@example.org'");
    }
    const Scratch& v4() const { return v4_; }
    const Scratch& v5() const { return v5_; }
    const fs::path& folder() const { return folder_; }

private:
    Scratch v4_, v5_;
    fs::path folder_;
};

// The action's steps, one after another, with what a runner gives them.
class Action {
public:
    explicit Action(const Runner& runner) : runner_(runner) {
        std::string name = (fs::temp_directory_path() / "tieout-action-XXXXXX").string();
        if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("no temporary folder");
        files_ = name;
        for (const auto& [input, about] : action_.need("inputs").entries())
            known_["inputs." + input] = about.need("default").text();
    }
    ~Action() { fs::remove_all(files_); }

    void with(const std::string& input, const std::string& value) {
        BOOST_TEST_REQUIRE(known_.count("inputs." + input) == 1U, input);
        known_["inputs." + input] = value;
    }
    // The exit code of the step that failed, or 0.
    int run() {
        for (const rules::Yaml& step : action_.need("runs").need("steps").items()) {
            const Outcome outcome = run(step);
            said_ += outcome.out + outcome.err;
            if (outcome.exit != 0) return outcome.exit;
        }
        return 0;
    }
    const std::string& said() const { return said_; }
    std::string output(const std::string& name) const {
        return filled(action_.need("outputs").need(name).need("value").text());
    }
    std::string summary() const { return read(files_ / "summary"); }

private:
    Outcome run(const rules::Yaml& step) {
        Words environment{{"GITHUB_OUTPUT", (files_ / "output").string()},
                          {"GITHUB_STEP_SUMMARY", (files_ / "summary").string()}};
        if (const auto given = step.find("env"))
            for (const auto& [name, value] : given->entries())
                environment[name] = filled(value.text());
        fs::remove(files_ / "output");
        BOOST_TEST(step.need("shell").text() == "bash");
        BOOST_TEST(step.need("run").text().find("${{") == std::string::npos);
        const Outcome outcome = runner_.shell(step.need("run").text(), environment);
        std::ifstream output(files_ / "output");
        for (std::string line; std::getline(output, line);) {
            const std::size_t equals = line.find('=');
            known_["steps." + step.need("id").text() + ".outputs." + line.substr(0, equals)] =
                line.substr(equals + 1);
        }
        return outcome;
    }
    std::string filled(std::string text) const {
        const std::regex expression(R"(\$\{\{ ([a-z_.-]+) \}\})");
        for (std::smatch found; std::regex_search(text, found, expression);) {
            const auto value = known_.find(found[1]);
            text = found.prefix().str() + (value == known_.end() ? "" : value->second) +
                   found.suffix().str();
        }
        return text;
    }

    const Runner& runner_;
    rules::Yaml action_ = rules::Yaml::load(TIEOUT_SOURCE_DIR "/.github/actions/tieout/action.yml");
    Words known_;
    fs::path files_;
    std::string said_;
};

std::vector<rules::Yaml> blocks_of_the_page() {
    std::vector<rules::Yaml> blocks;
    for (const Fence& fence : fences_of(read(TIEOUT_SOURCE_DIR "/docs/ci.md")))
        if (fence.word == "yaml") blocks.push_back(rules::Yaml::parse(fence.body, "docs/ci.md"));
    return blocks;
}

// What the workflow of the page gives to the action.
Words given_to_the_action() {
    Words words;
    const rules::Yaml job = blocks_of_the_page().at(0).need("jobs").need("rehearse");
    for (const rules::Yaml& step : job.need("steps").items())
        if (const auto uses = step.find("uses");
            uses && uses->text().find("/.github/actions/tieout@") != std::string::npos)
            for (const auto& [name, value] : step.need("with").entries())
                words[name] = value.text();
    return words;
}

}  // namespace

BOOST_AUTO_TEST_CASE(the_action_ends_with_the_gates_exit_code_and_leaves_the_reports) {
    const Runner runner;
    Action action(runner);
    for (const auto& [name, value] : given_to_the_action())
        action.with(name, value);
    action.with("source", runner.v4().url());
    action.with("target", runner.v5().url());
    action.with("program", TIEOUT_BINARY_DIR "/tieout");
    runner.spoil();
    BOOST_TEST(action.run() == 1, action.said());
    BOOST_TEST(action.output("verdict") == "1");
    BOOST_TEST(action.output("gate") == "1");
    BOOST_TEST(action.summary().find("email must be unique") != std::string::npos);
    for (const char* file :
         {"report.html", "report.json", "junit.xml", "gate.xml", "summary.md", "index.html"})
        BOOST_TEST(fs::exists(runner.folder() / "tieout-report" / file), file);
    runner.mend();
    BOOST_TEST(action.run() == 0, action.said());
    BOOST_TEST(action.output("gate") == "0");
    BOOST_TEST(read(runner.folder() / "tieout-report/gate.xml").find("cycle 2") !=
               std::string::npos);
    action.with("flags", "--no-such-flag");
    BOOST_TEST(action.run() != 0);
    BOOST_TEST(action.output("verdict") == "2");
}

BOOST_AUTO_TEST_CASE(the_gitlab_job_of_the_page_does_the_same) {
    const Runner runner;
    const rules::Yaml job = blocks_of_the_page().at(1).need("rehearse");
    std::string script;
    for (const std::string& line : job.need("script").texts())
        script += line + "\n";
    const auto put = [&](const std::string& what, const std::string& with) {
        const std::size_t at = script.find(what);
        BOOST_TEST_REQUIRE(at != std::string::npos, what);
        script.replace(at, what.size(), with);
    };
    put("mysql://root@v4/v4", runner.v4().url());
    put("postgresql://postgres@v5/v5", runner.v5().url());
    runner.spoil();
    const Outcome red = runner.shell(script);
    BOOST_TEST(red.exit == 1, red.out << red.err);
    for (const std::string& file : job.need("artifacts").need("reports").need("junit").texts())
        BOOST_TEST(fs::exists(runner.folder() / file), file);
    runner.mend();
    const Outcome green = runner.shell(script);
    BOOST_TEST(green.exit == 0, green.out << green.err);
}

}  // namespace tieout::tests
