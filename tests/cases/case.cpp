#include "tests/cases/case.h"

#include <sstream>
#include <stdexcept>

#include "tests/cases/words.h"

namespace tieout::tests {
namespace {

Value value_of(const Word& word) {
    if (!word.quoted && word.text == "NULL") return {Value::Kind::null, ""};
    if (!word.quoted && word.text == "absent") return {Value::Kind::absent, ""};
    return {Value::Kind::text, word.text};
}

ExpectFinding finding(Words& words) {
    ExpectFinding expected;
    expected.kind = words.take("a kind of finding").text;
    expected.name = words.take("a tie or a rule").text;
    while (!words.done()) {
        if (words.accept("key"))
            expected.key = words.take("a key").text;
        else if (words.accept("origin"))
            expected.origin = words.take("source or target").text;
        else if (words.accept("severity"))
            expected.severity = words.take("a severity").text;
        else if (words.accept("count"))
            expected.count = static_cast<std::uint64_t>(words.number("how many"));
        else {
            ExpectedColumn column;
            column.name = words.take("a column").text;
            column.source = value_of(words.take("the source's value of " + column.name));
            words.require("->");
            column.target = value_of(words.take("the target's value of " + column.name));
            expected.columns.push_back(column);
            words.accept(",");
        }
    }
    return expected;
}

ExpectTie tie(Words& words) {
    ExpectTie expected{words.take("a tie").text, {}};
    do {
        const std::string figure = words.take("a figure").text;
        expected.figures.emplace_back(figure, words.number("the number of " + figure));
    } while (!words.done());
    return expected;
}

Act expectation(Words& words) {
    if (words.accept("exit")) return ExpectExit{static_cast<int>(words.number("an exit code"))};
    if (words.accept("verdict")) return ExpectVerdict{words.take("a verdict").text};
    if (words.accept("finding")) return finding(words);
    if (words.accept("tie")) return tie(words);
    if (words.accept("no")) {
        words.accept("other");
        words.require("finding");
        return ExpectNoOther{};
    }
    const bool on_stderr = words.accept("stderr");
    if (!on_stderr) words.require("stdout");
    words.require("has");
    return ExpectText{on_stderr, words.take("a text").text};
}

Given given(Words& words, Given given) {
    if (words.accept("nothing")) return given;
    given.what = words.accept("migrated") ? Given::What::migrated : Given::What::source;
    if (given.what == Given::What::source) words.require("source");
    if (!words.accept("sample")) {
        given.file = words.take("a file").text;
        return given;
    }
    given.clients = static_cast<int>(words.number("how many clients"));
    words.require("clients");
    words.require("seed");
    given.seed = static_cast<int>(words.number("a seed"));
    return given;
}

db::Engine engine(const Word& word) {
    for (const auto engine : {db::Engine::mysql, db::Engine::postgresql, db::Engine::sqlite})
        if (word.text == db::name(engine)) return engine;
    throw std::runtime_error("'" + word.text + "' is none of mysql, postgresql, sqlite");
}

Engines engines(Words& words) {
    Engines engines;
    engines.source = engine(words.take("an engine"));
    words.require("->");
    engines.target = engine(words.take("an engine"));
    return engines;
}

// The lines below a step that starts a block, without the blanks that they have in common.
class Reader {
public:
    explicit Reader(std::string_view text) : in_{std::string(text)} { advance(); }
    bool done() const { return done_; }
    int number() const { return number_; }
    const std::string& line() const { return line_; }
    void advance() {
        done_ = !std::getline(in_, line_);
        ++number_;
    }
    std::string block() {
        std::string block;
        const std::size_t margin = line_.find_first_not_of(' ');
        if (done_ || margin == 0 || margin == std::string::npos)
            throw std::runtime_error("the lines below must be indented");
        for (; !done_ && (line_.empty() || line_[0] == ' '); advance())
            block += (line_.size() > margin ? line_.substr(margin) : "") + "\n";
        while (block.ends_with("\n\n"))
            block.pop_back();
        return block;
    }

private:
    std::istringstream in_;
    std::string line_;
    int number_ = 0;
    bool done_ = false;
};

std::vector<std::string> command(Words& words) {
    std::vector<std::string> command;
    while (!words.done())
        command.push_back(words.take("a word").text);
    if (command.empty()) throw std::runtime_error("expected a command");
    return command;
}

void read_line(Case& test, Reader& reader) {
    const int number = reader.number();
    Words words(reader.line());
    reader.advance();
    if (words.accept("given")) {
        test.given = given(words, test.given);
    } else if (words.accept("pack")) {
        test.given.pack = words.take("a folder of tests/packs").text;
        words.require("zone");
        test.given.zone = words.take("a time zone").text;
    } else if (words.accept("on")) {
        test.on.push_back(engines(words));
    } else if (words.accept("run")) {
        test.steps.push_back({number, RunCommand{command(words)}});
    } else if (words.accept("expect")) {
        test.steps.push_back({number, expectation(words)});
    } else if (words.accept("file")) {
        const std::string name = words.take("a file's name").text;
        test.steps.push_back({number, WriteFile{name, reader.block()}});
    } else if (words.at("source") || words.at("target")) {
        const bool in_target = words.take("a side").text == "target";
        words.require("sql");
        test.steps.push_back({number, PlantSql{in_target, reader.block()}});
    } else {
        throw std::runtime_error("'" + words.take("a word").text +
                                 "' is none of pack, given, on, source, target, file, run, expect");
    }
    words.end();
}

}  // namespace

Case parse_case(const std::string& file, std::string_view text) {
    Case test;
    test.file = file;
    Reader reader(text);
    for (int line = 1; !reader.done(); line = reader.number()) {
        if (reader.line().starts_with("#") && test.steps.empty() && test.on.empty()) {
            test.story += (test.story.empty() ? "" : " ") +
                          reader.line().substr(std::min<std::size_t>(2, reader.line().size()));
            reader.advance();
        } else if (reader.line().empty() || reader.line()[0] == '#') {
            reader.advance();
        } else {
            try {
                read_line(test, reader);
            } catch (const std::runtime_error& e) {
                throw std::runtime_error(file + ":" + std::to_string(line) + ": " + e.what());
            }
        }
    }
    if (test.story.empty()) throw std::runtime_error(file + ":1: a case opens with its story: # …");
    if (test.on.empty()) throw std::runtime_error(file + ":1: no line says on which engines");
    return test;
}

}  // namespace tieout::tests
