#include "tests/cases/runner.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <optional>
#include <stdexcept>

#include "tests/cases/expected.h"
#include "tests/cases/pair.h"
#include "tests/cases/tieout.h"

namespace tieout::tests {
namespace {

namespace fs = std::filesystem;

class WorkFolder {
public:
    WorkFolder() {
        std::string pattern = (fs::temp_directory_path() / "tieout-case-XXXXXX").string();
        if (mkdtemp(pattern.data()) == nullptr)
            throw std::runtime_error("no temporary folder at " + pattern);
        path_ = pattern;
    }
    ~WorkFolder() {
        std::error_code ignored;
        fs::remove_all(path_, ignored);
    }
    WorkFolder(const WorkFolder&) = delete;
    WorkFolder& operator=(const WorkFolder&) = delete;
    const fs::path& path() const { return path_; }

private:
    fs::path path_;
};

// The findings that a command's lines expect are judged together, at the next command or at the
// end.
class Runner {
public:
    Runner(const Case& test, Pair pair, const AfterCommand& after)
        : test_(test), pair_(std::move(pair)), after_(after) {}

    std::vector<std::string> run() {
        for (const Step& step : test_.steps) {
            line_ = step.line;
            std::visit([this](const auto& act) { this->act(act); }, step.act);
        }
        judge_findings();
        if (!unmet_.empty())
            unmet_.push_back("the command was: " + command_ + "\n" + last_.out + last_.err);
        return unmet_;
    }

private:
    void act(const PlantSql& plant) {
        (plant.in_target ? pair_.target : pair_.source)->run_client(plant.sql);
    }
    void act(const WriteFile& file) {
        const fs::path path = work_.path() / file.name;
        fs::create_directories(path.parent_path());
        std::ofstream(path, std::ios::binary) << file.content;
    }
    void act(const RunCommand& command) {
        judge_findings();
        auto words = command.words;
        for (auto& word : words) {
            if (word == "SOURCE") word = pair_.source->url();
            if (word == "TARGET") word = pair_.target->url();
            if (word == "PACK") word = pack_folder(test_.given);
            if (word == "ZONE") word = test_.given.zone;
        }
        add_strategy(words);
        command_ = text(Command{words});
        last_ = run_tieout(words, work_.path());
        report_.reset();
        if (after_) after_(words, work_.path(), last_);
    }
    // Findings are the same by every strategy: the runner can be told to add one.
    static void add_strategy(std::vector<std::string>& words) {
        const char* const strategy = std::getenv("TIEOUT_CASES_STRATEGY");
        if (strategy == nullptr || words.size() < 2 || words[1] != "verify") return;
        words.insert(words.end(), {"--strategy", strategy});
    }
    void act(const ExpectExit& expected) {
        if (last_.exit != expected.code)
            miss("exit " + std::to_string(last_.exit) + ", not " + std::to_string(expected.code));
    }
    void act(const ExpectVerdict& expected) {
        const std::string verdict = report().value("verdict", "");
        if (verdict != expected.word) miss("the verdict is " + verdict + ", not " + expected.word);
    }
    void act(const ExpectFinding& expected) {
        findings_.push_back(expected);
        findings_line_ = line_;
    }
    void act(const ExpectNoOther&) {
        nothing_else_ = true;
        findings_line_ = line_;
    }
    void act(const ExpectTie& expected) { miss_all(unmet_figures(report(), expected)); }
    void act(const ExpectText& expected) {
        const std::string& printed = expected.on_stderr ? last_.err : last_.out;
        if (printed.find(expected.part) == std::string::npos)
            miss("nowhere printed: " + expected.part);
    }

    void judge_findings() {
        if (!findings_.empty() || nothing_else_) {
            line_ = findings_line_;
            miss_all(unmet_findings(report(), findings_, nothing_else_));
        }
        findings_.clear();
        nothing_else_ = false;
    }
    // Half a megabyte for a shop: read once, however many lines speak of it.
    const nlohmann::ordered_json& report() {
        if (!report_) report_ = read_report();
        return *report_;
    }
    nlohmann::ordered_json read_report() {
        auto json = nlohmann::ordered_json::parse(last_.out, nullptr, false);
        if (json.is_object() && json.contains("findings") && json.contains("ties")) return json;
        miss("no report in JSON was printed");
        return {{"findings", nlohmann::ordered_json::array()},
                {"ties", nlohmann::ordered_json::array()}};
    }
    void miss(const std::string& sentence) {
        unmet_.push_back(test_.file + ":" + std::to_string(line_) + ": " + sentence);
    }
    void miss_all(const std::vector<std::string>& sentences) {
        for (const auto& sentence : sentences)
            miss(sentence);
    }

    const Case& test_;
    Pair pair_;
    const AfterCommand& after_;
    WorkFolder work_;
    Outcome last_;
    std::optional<nlohmann::ordered_json> report_;  // of last_, once it is asked for
    std::string command_;
    int line_ = 0, findings_line_ = 0;
    std::vector<ExpectFinding> findings_;
    bool nothing_else_ = false;
    std::vector<std::string> unmet_;
};

}  // namespace

std::vector<std::string> run_case(const Case& test, const Engines& engines,
                                  const std::string& folder, const AfterCommand& after) {
    const bool source_changes =
        std::any_of(test.steps.begin(), test.steps.end(), [](const Step& s) {
            const auto* plant = std::get_if<PlantSql>(&s.act);
            return plant != nullptr && !plant->in_target;
        });
    return Runner(test, prepare(test.given, engines, folder, source_changes), after).run();
}

}  // namespace tieout::tests
