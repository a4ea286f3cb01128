#include "cli/program.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <exception>

#include "base/error.h"
#include "base/version.h"
#include "cli/commands.h"
#include "cli/examples.h"
#include "cli/exit_code.h"
#include "cli/interrupt.h"
#include "rules/yaml.h"

namespace tieout::cli {
namespace {

int say(const CLI::App& program, const std::string& sentence, ExitCode code) {
    std::fprintf(stderr, "%s: %s\n", program.get_name().c_str(), sentence.c_str());
    return code;
}

std::string did_you_mean(const std::string& word, const std::vector<std::string>& known) {
    const std::string_view near = rules::nearest(word, {known.begin(), known.end()});
    return near.empty() ? "." : fmt::format("; did you mean `{}`?", near);
}

std::string unknown_command(const CLI::App& parent, const std::string& word) {
    std::vector<std::string> known;
    for (const CLI::App* command : parent.get_subcommands({}))
        known.push_back(command->get_name());
    return fmt::format("there is no command `{}`{} The commands: {}", word,
                       did_you_mean(word, known), fmt::join(known, ", "));
}

const CLI::App* named(const CLI::App& parent, const std::string& word) {
    const auto found = parent.get_subcommands(
        [&](const CLI::App* command) { return command->get_name() == word; });
    return found.empty() ? nullptr : found.front();
}

// "tieout cutover plan".
std::string full_name(const CLI::App& command) {
    const CLI::App* const parent = command.get_parent();
    return (parent == nullptr ? "" : full_name(*parent) + " ") + command.get_name();
}

// "" where the command has this flag.
std::string unknown_flag(const CLI::App& command, std::string flag) {
    flag.erase(std::min(flag.find('='), flag.size()));
    if (command.get_option_no_throw(flag) != nullptr) return "";
    std::vector<std::string> known;
    for (const CLI::Option* option : command.get_options())
        for (const std::string& name : option->get_lnames())
            known.push_back("--" + name);
    return fmt::format("`{0}` has no flag `{1}`{2} `{0} --help` lists them", full_name(command),
                       flag, did_you_mean(flag, known));
}

// CLI11 says "A subcommand is required" of a misspelt command, and names no neighbour of a
// misspelt flag.
std::string complaint(const CLI::App& program, int argc, char** argv,
                      const CLI::ParseError& error) {
    const std::vector<std::string> words(argv + 1, argv + argc);
    if (words.empty()) return "which command? `" + program.get_name() + " --help` lists them";
    const CLI::App* command = &program;
    for (const std::string& word : words) {
        if (command->get_subcommands({}).empty() || word[0] == '-') break;
        const CLI::App* const inner = named(*command, word);
        if (inner == nullptr) return unknown_command(*command, word);
        command = inner;
    }
    for (const std::string& word : words) {
        if (word.rfind("--", 0) != 0) continue;
        const std::string unknown = unknown_flag(*command, word);
        if (!unknown.empty()) return unknown;
    }
    return words.front() + ": " + error.what();
}

constexpr const char* exit_codes =
    "Exit: 0 looked, and it holds; 1 looked, and it does not; 2 wrong usage or configuration;\n"
    "3 could not look at all of it.";

// Below the flags of each command; a command of commands shows the examples of all of them.
std::string add_examples(CLI::App& command, const std::string& name) {
    std::string text;
    for (const Example& example : examples_of(name))
        text += fmt::format("  {}\n      {}\n", example.line, example.what);
    for (CLI::App* inner : command.get_subcommands({}))
        text += add_examples(*inner, name + " " + inner->get_name());
    if (!text.empty()) command.footer(fmt::format("Examples:\n{}\n{}", text, exit_codes));
    return text;
}

void add_examples(CLI::App& program) {
    for (CLI::App* command : program.get_subcommands({}))
        add_examples(*command, command->get_name());
}

// What ran to its end before it saw the signal is whole and printed; the shell is told all the
// same.
int ended(const CLI::App& program, int exit_code) {
    if (!interrupted()) return exit_code;
    const std::string why = stop_reason();
    return say(program,
               fmt::format("{}, but the work had ended: what it says above is whole",
                           why.empty() ? "interrupted (Ctrl-C)" : "stopped: " + why),
               could_not_look);
}

}  // namespace

int run_program(int argc, char** argv, const std::string& description,
                const std::function<void(CLI::App&, Outcome&)>& add_commands) {
    CLI::App program(description, std::filesystem::path(argv[0]).filename().string());
    program.set_version_flag("--version", program.get_name() + " " + version);
    program.require_subcommand(1);
    program.footer(exit_codes);
    Outcome outcome;
    watch_for_interrupt();
    try {
        add_commands(program, outcome);
        add_help(program, outcome);
        add_examples(program);
        program.parse(argc, argv);
        return ended(program, outcome.exit_code);
    } catch (const CLI::Success& success) {
        return program.exit(success);
    } catch (const CLI::ParseError& error) {
        return say(program, complaint(program, argc, argv, error), wrong_usage);
    } catch (const Error& error) {
        // A server says "canceled", a socket "closed": all of them because of the same Ctrl-C.
        if (const std::string why = stop_reason(); !why.empty())
            return say(program, "stopped: " + why, could_not_look);
        if (interrupted())
            return say(program, std::string("interrupted: ") + error.what(), could_not_look);
        return say(program, error.what(), exit_code(error.fault()));
    } catch (const std::exception& error) {
        return say(program, error.what(), could_not_look);
    }
}

}  // namespace tieout::cli
