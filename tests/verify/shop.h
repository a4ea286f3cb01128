// A small shop on two databases, with the same clients and invoices on both: what the tests of
// whole ties spoil.
#pragma once

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include "db/session.h"
#include "rules/pack.h"
#include "tests/support/scratch.h"
#include "verify/verification.h"

namespace tieout::tests {

inline const char* const old_shop =
    "create table client (client_id integer not null primary key, name varchar(50) not null,"
    " status varchar(5) not null, stamp integer not null, password varchar(40));"
    "create table invoice (invoice_id integer not null primary key, client_id integer not null,"
    " amount varchar(11) not null, due integer not null);"
    "create table note (id integer not null primary key, body varchar(50));"
    // 1072933200 is 2004-01-01 in New York, 1075611600 is 2004-02-01.
    "insert into client values (1, 'Adams', '2', 1072933200, 'one'), (2, 'Baker', '2', 1072933200,"
    " 'two'), (3, 'Clark', '1', 0, null);"
    "insert into invoice values (11, 1, '10.00', 1072933200), (12, 1, '20.50', 1075611600),"
    " (13, 2, '1000.25', 1075611600), (14, 3, '5', 0);";

inline const char* const new_shop =
    "create table account (id integer not null primary key, number integer not null unique,"
    " name varchar(50), state varchar(10), since date, password varchar(40));"
    "create table bill (number integer not null primary key, account_id integer not null,"
    " total decimal(12,2), due_on date);"
    "create table currency (code varchar(3) not null primary key, name varchar(20));"
    "create table note (id integer not null primary key, body varchar(50));"
    "insert into account values (101, 1, 'Adams', 'active', '2004-01-01', 'one'),"
    " (102, 2, 'Baker', 'active', '2004-01-01', 'two'), (103, 3, 'Clark', 'inactive', null, null);"
    "insert into bill values (11, 101, '10.00', '2004-01-01'), (12, 101, '20.50', '2004-02-01'),"
    " (13, 102, '1000.25', '2004-02-01'), (14, 103, '5.00', null);"
    "insert into currency values ('EUR', 'Euro'), ('USD', 'US dollar');";

class Shop {
public:
    Shop(db::Engine source_engine, db::Engine target_engine)
        : source(source_engine), target(target_engine) {
        source.run_client(old_shop);
        target.run_client(new_shop);
    }

    verify::Verification verified(const verify::BrokenKeys& broken = {}) const {
        const auto pack =
            rules::Pack::load(std::string(TIEOUT_SOURCE_DIR) + "/tests/verify/packs/shop");
        const auto left = db::Session::open(source.parsed());
        const auto right = db::Session::open(target.parsed());
        verify::VerifyOptions options;
        options.zone = "America/New_York";
        return verify::verify(pack, *left, *right, options, broken);
    }

    Scratch source, target;
};

// One line for each member, in order: "changed invoice 12 total 20.50 -> 20.51 origin target".
inline std::vector<std::string> told(const rules::FindingLog& findings) {
    std::vector<std::string> lines;
    for (const auto& finding : findings.findings()) {
        const std::string head = std::string(rules::name(finding.kind)) + " " + finding.tie;
        const std::string tail = std::string(" origin ") + rules::name(finding.origin);
        for (const auto& member : finding.samples) {
            std::string line = head + " " + rules::text(member.key);
            if (finding.kind == rules::FindingKind::changed)
                for (const auto& pair : member.columns)
                    line += " " + pair.name + " " + pair.source.value_or("NULL") + " -> " +
                            pair.target.value_or("NULL");
            if (!finding.rule.empty()) line += " rule " + finding.rule;
            if (!member.follows_tie.empty())
                line += " follows " + member.follows_tie + " " + rules::text(member.follows_key);
            lines.push_back(line + tail);
        }
        if (finding.samples.empty()) lines.push_back(head + tail);
    }
    std::sort(lines.begin(), lines.end());
    return lines;
}

inline const rules::TieResult& tie(const verify::Verification& seen, const std::string& name) {
    return *std::find_if(seen.ties.begin(), seen.ties.end(),
                         [&name](const rules::TieResult& each) { return each.tie == name; });
}

}  // namespace tieout::tests
