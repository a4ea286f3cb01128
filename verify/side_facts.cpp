#include <fmt/format.h>

#include "base/error.h"
#include "verify/proof.h"
#include "verify/shape.h"

namespace tieout::verify {
namespace {

std::string joined(const std::vector<std::string>& words) {
    return fmt::format("{}", fmt::join(words, ", "));
}

}  // namespace

rules::SideFacts side_facts(const rules::PackSide& of, db::Session& session) {
    const db::SessionFacts& facts = session.facts();
    rules::SideFacts side;
    side.label = of.label;
    const auto add = [&](const char* name, const std::string& value) {
        if (!value.empty()) side.facts.emplace_back(name, value);
    };
    add("variant", variant_of(of, session));
    add("engine", facts.engine);
    add("url", facts.url);
    add("user", facts.user);
    add("isolation", facts.isolation);
    add("position", facts.position);
    add("moment", facts.moment);
    add("locked", facts.lock);
    add("snapshot_price", facts.price);
    add("server_time", facts.server_time);
    add("charset", facts.charset);
    add("time_zone", facts.time_zone);
    add("sql_mode", facts.sql_mode);
    add("server_charset", facts.server_charset);
    add("server_zone", facts.server_zone);
    add("inconsistent_tables", joined(facts.inconsistent_tables));
    add("tables_elsewhere", joined(facts.tables_elsewhere));
    add("remarks", joined(session.catalogue().remarks));
    add("may_write", joined(session.write_privileges()));
    return side;
}

void add_price_at_end(db::Session& session, rules::SideFacts& side) {
    const std::string price = session.snapshot_price();
    if (!price.empty()) side.facts.emplace_back("snapshot_price_at_end", price);
}

void recognise(const rules::PackSide& side, db::Session& session) {
    if (session.catalogue().tables.empty() && !side.recognise.empty())
        throw Error(Fault::schema,
                    fmt::format("{} has no table at all, and a {} was expected; check the URL, or "
                                "make its tables first",
                                session.facts().url, side.label));
    for (const std::string& wanted : side.recognise) {
        const auto dot = wanted.find('.');
        const std::string table = wanted.substr(0, dot);
        const db::Table* found = session.catalogue().find(table);
        if (found == nullptr)
            throw Error(Fault::schema,
                        fmt::format("{} is not a {}: it has no table {}; check the URL",
                                    session.facts().url, side.label, table));
        if (dot != std::string::npos && found->find(wanted.substr(dot + 1)) == nullptr)
            throw Error(
                Fault::schema,
                fmt::format("{} is not a {} that this pack knows: {} has no column {}",
                            session.facts().url, side.label, table, wanted.substr(dot + 1)));
    }
}

}  // namespace tieout::verify
