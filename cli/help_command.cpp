// tieout help: a command's help with examples, the man page, completion for the shell. All of it
// follows from the flags as they are.
#include <CLI/CLI.hpp>
#include <cstdio>
#include <memory>
#include <string>
#include <vector>

#include "base/error.h"
#include "cli/commands.h"
#include "cli/completion.h"
#include "cli/man_page.h"
#include "rules/yaml.h"

namespace tieout::cli {
namespace {

struct HelpFlags {
    std::vector<std::string> words;  // "gate", or "cutover" and "plan"
    bool man = false, completion = false;
};

// CLI::App::help() would be that of the command that was asked for: of `help` itself.
std::string help_of_all(const CLI::App& program) {
    return program.get_formatter()->make_help(&program, program.get_name(),
                                              CLI::AppFormatMode::Normal);
}

const CLI::App& command_of(const CLI::App& parent, const std::string& name) {
    std::vector<std::string> known;
    for (const CLI::App* command : parent.get_subcommands({})) {
        if (command->get_name() == name) return *command;
        known.push_back(command->get_name());
    }
    const std::string_view near = rules::nearest(name, {known.begin(), known.end()});
    throw Error(Fault::usage,
                "there is no command `" + name + "`" +
                    (near.empty() ? "" : "; did you mean `" + std::string(near) + "`?"));
}

std::string help_of(const CLI::App& program, const std::vector<std::string>& words) {
    const CLI::App* command = &program;
    std::string before;
    for (const std::string& word : words) {
        before += (before.empty() ? "" : " ") + command->get_name();
        command = &command_of(*command, word);
    }
    return command->help(before);
}

}  // namespace

void add_help(CLI::App& program, Outcome& outcome) {
    auto flags = std::make_shared<HelpFlags>();
    CLI::App* command =
        program.add_subcommand("help", "a command with examples, the man page, completion");
    CLI::Option* name = command->add_option("COMMAND", flags->words, "which (default: all)");
    CLI::Option* man = command->add_flag("--man", flags->man, "the man page, in roff");
    command->add_flag("--completion", flags->completion, "completion for bash")
        ->excludes(name)
        ->excludes(man);
    man->excludes(name);
    command->callback([flags, &program, &outcome] {
        const std::string text = flags->man             ? man_page(program)
                                 : flags->completion    ? bash_completion(program)
                                 : flags->words.empty() ? help_of_all(program)
                                                        : help_of(program, flags->words);
        std::fputs(text.c_str(), stdout);
        outcome.exit_code = 0;
    });
}

}  // namespace tieout::cli
