// The one exception of the project: we could not look, or were asked wrongly.
#pragma once

#include <stdexcept>
#include <string>

namespace tieout {

// What the caller acts on. The exit code follows from it (cli/exit_code.h).
enum class Fault {
    usage,          // wrong arguments or configuration: exit 2
    connection,     // a server was not reached, or went away: exit 3
    rights,         // the role may not do what is needed: exit 3
    schema,         // a table, column or type is not as the pack says: exit 2
    data,           // a value cannot be held where it was asked to go: the caller decides
    disk,           // the state folder or a file could not be written or read: exit 3
    interrupted,    // Ctrl-C: exit 3
    unknown_state,  // we do not know whether the server committed: exit 3, never retried blindly
    internal        // our own mistake: exit 3
};

// `what()` is a sentence for people: it names table, key, column or file, and what to do next. It
// never holds a password.
class Error : public std::runtime_error {
public:
    Error(Fault fault, const std::string& sentence) : std::runtime_error(sentence), fault_(fault) {}
    Fault fault() const noexcept { return fault_; }

private:
    Fault fault_;
};

}  // namespace tieout
