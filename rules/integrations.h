// integrations.yaml: what production is tied to, who owns it, what must do it in the target, and
// how to see that it does. The pack has the inventory; the project's own file adds to it and knows
// the host names.
#pragma once

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "rules/integration_result.h"

namespace tieout::rules {

using Words = std::vector<std::pair<std::string, std::string>>;  // name and value, in file order

struct HttpProbe {
    std::string url;  // or env:NAME, and then it is never shown
    std::string method = "GET";
    Words send;                // headers of the request; a value may be env:NAME
    int status = 200;          // redirects are answers: they are not followed
    Words header;              // of the answer: each is there and holds this text
    std::string body;          // the answer holds this text; empty: not looked at
    Words json;                // JSON pointer and the value that stands there
    std::filesystem::path ca;  // the only authority that is trusted; empty: the system's
    int days_left = 0;         // that the server's certificate must still be valid
};

struct TcpProbe {
    std::string host;  // an IPv6 address without its brackets
    int port = 0;
};

struct SqlProbe {
    std::string side;           // "source" or "target"; empty: `url` says where
    std::string url;            // or env:NAME
    std::string query, expect;  // one row of one column, and the text of its value
};

struct CommandProbe {
    std::vector<std::string> run;  // the program and its words; no shell reads them
    int exit = 0;
    std::string output;  // standard output holds this text; empty: not looked at
};

struct Probe {
    std::variant<HttpProbe, TcpProbe, SqlProbe, CommandProbe> ask;
    std::chrono::milliseconds within{10'000};  // then it has failed
    std::filesystem::path folder;              // of the file that it stands in
};

// "GET https://order.example/cart?id=…": what it asks, for people. Never a secret.
std::string words_of(const Probe& probe);
// Without user, password and the values behind '?'. What came from env:NAME stays "env:NAME".
std::string safe_url(const std::string& url);

struct Integration {
    std::string where;  // "integrations.yaml:3:5"
    std::string name, title, kind, owner;
    std::string source, target;  // what the source does; what must do it in the target
    std::optional<Probe> probe;
    std::string no_probe;  // why it is right that there is none
};

// The inventory of `pack_file` with that of `own_file` laid over it: an entry of the same name
// fills what the pack leaves open and overrides what it says, another one is added. Either file may
// be missing. Throws Error(Fault::usage) with file:line:column.
std::vector<Integration> load_integrations(const std::filesystem::path& pack_file,
                                           const std::filesystem::path& own_file);

}  // namespace tieout::rules
