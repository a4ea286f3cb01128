#include "cli/man_page.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>

#include "base/version.h"
#include "cli/examples.h"

namespace tieout::cli {
namespace {

// As roff takes it: no line may begin with a control character, and a hyphen is one that can be
// copied.
std::string roff(const std::string& text) {
    std::string result;
    for (const char c : text) {
        if (c == '\\')
            result += "\\e";
        else if (c == '-')
            result += "\\-";
        else if ((c == '.' || c == '\'') && (result.empty() || result.back() == '\n'))
            result += std::string("\\&") + c;
        else
            result += c;
    }
    return result;
}

std::string option(const CLI::Option& option) {
    std::string names;
    for (const std::string& name : option.get_snames())
        names += (names.empty() ? "" : ", ") + ("-" + name);
    for (const std::string& name : option.get_lnames())
        names += (names.empty() ? "" : ", ") + ("--" + name);
    if (names.empty()) names = option.get_single_name();
    const bool takes = option.get_expected_max() > 0 && option.get_positional() == false;
    return fmt::format(".TP\n.B {}{}\n{}\n", roff(names), takes ? " \\fIVALUE\\fR" : "",
                       roff(option.get_description()));
}

std::string examples(const std::string& command) {
    std::string text;
    for (const Example& example : examples_of(command))
        text += fmt::format(".PP\n.RS\n.nf\n{}\n.fi\n.RE\n{}.\n", roff(example.line),
                            roff(example.what));
    return text;
}

// `name`: "gate", "cutover plan". Those of a command of commands follow it.
std::string section(const CLI::App& command, const std::string& program, const std::string& name) {
    std::string text =
        fmt::format(".SS {} {}\n{}.\n", roff(program), roff(name), roff(command.get_description()));
    for (const CLI::Option* one : command.get_options())
        if (one->get_name() != "--help") text += option(*one);
    text += examples(name);
    for (const CLI::App* inner : command.get_subcommands({}))
        text += section(*inner, program, name + " " + inner->get_name());
    return text;
}

constexpr const char* tail = R"(.SH EXIT STATUS
.TP
.B 0
looked, and it holds.
.TP
.B 1
looked, and it does not.
.TP
.B 2
wrong usage or configuration.
.TP
.B 3
could not look at all of it: a connection, a right, the disk, a tie that was skipped, Ctrl\-C.
.SH FILES
.TP
.B tieout.yaml
the project: pack, zone, profiles, policy.
.TP
.B waivers.yaml, sign_offs.yaml
what is accepted, and who has signed off.
.TP
.B .tieout/
the ledger, and a folder of reports for each cycle.
.SH ENVIRONMENT
.TP
.B NO_COLOR
no colours, if it is set and not empty.
.TP
.B TIEOUT_KEY_PASSPHRASE
of the key that seals a gate.
.TP
.B TMPDIR
where rows wait that do not fit into \-\-memory.
)";

}  // namespace

std::string man_page(const CLI::App& program) {
    const std::string name = program.get_name();
    std::string text = fmt::format(
        ".TH {} 1 \"\" \"tieout {}\" \"\"\n.SH NAME\n{} \\- moves a billing system, and proves "
        "that it arrived\n.SH SYNOPSIS\n.B {}\n.I COMMAND\n.RI [ FLAGS ]\n.SH DESCRIPTION\n{}\n.SH "
        "COMMANDS\n",
        roff(name), version, roff(name), roff(name), roff(program.get_description()));
    for (const CLI::App* command : program.get_subcommands({}))
        text += section(*command, name, command->get_name());
    return text + tail;
}

}  // namespace tieout::cli
