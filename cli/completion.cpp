#include "cli/completion.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>

namespace tieout::cli {
namespace {

std::string flags_of(const CLI::App& command) {
    std::string words;
    for (const CLI::Option* option : command.get_options())
        for (const std::string& name : option->get_lnames())
            words += (words.empty() ? "--" : " --") + name;
    return words;
}

// A command of commands has their names first, and each of them its flags.
std::string words_of(const CLI::App& command) {
    const auto inner = command.get_subcommands({});
    if (inner.empty()) return fmt::format("words=\"{}\"", flags_of(command));
    std::string names, cases;
    for (const CLI::App* one : inner) {
        names += (names.empty() ? "" : " ") + one->get_name();
        cases += fmt::format("{}) {} ;; ", one->get_name(), words_of(*one));
    }
    return fmt::format("case ${{COMP_WORDS[2]}} in {}*) words=\"{}\" command= ;; esac", cases,
                       names);
}

// Shell functions have no hyphen everywhere.
std::string function_of(std::string program) {
    std::replace(program.begin(), program.end(), '-', '_');
    return "_" + program;
}

}  // namespace

std::string bash_completion(const CLI::App& program) {
    std::string commands, cases;
    for (const CLI::App* command : program.get_subcommands({})) {
        commands += (commands.empty() ? "" : " ") + command->get_name();
        cases += fmt::format("        {}) {} ;;\n", command->get_name(), words_of(*command));
    }
    return fmt::format(R"(# Completion of {0} for bash: . <({0} help --completion)
{1}() {{
    local word=${{COMP_WORDS[COMP_CWORD]}} command=${{COMP_WORDS[1]}} words=
    COMPREPLY=()
    ((COMP_CWORD > 1)) || command=
    case $command in
        "") words="{2} {3}" ;;
        help) words="{2} --man --completion" ;;
{4}    esac
    # A word that is no flag and no command is a file, or what one knows better.
    [[ $word == -* || -z $command || $command == help ]] || return 0
    mapfile -t COMPREPLY < <(compgen -W "$words" -- "$word")
}}
complete -o default -F {1} {0}
)",
                       program.get_name(), function_of(program.get_name()), commands,
                       flags_of(program), cases);
}

}  // namespace tieout::cli
