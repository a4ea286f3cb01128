// What preflight says of small tables, in words that tests can hold literals against.
#pragma once

#include <string>

#include "tests/verify/two_sides.h"
#include "verify/preflight.h"

namespace tieout::tests {

inline const rules::ConstraintResult* constraint(const verify::Preflight& seen,
                                                 const std::string& name) {
    for (const auto& each : seen.constraints)
        if (each.name == name) return &each;
    return nullptr;
}

// What preflight says of one text column `v`, given rows (id, v).
inline std::string said_of_text(db::Engine engine, const std::string& rows,
                                const std::string& table) {
    TwoSides sides(
        engine, "create table old (id integer primary key, v text); insert into old values " + rows,
        table);
    return joined(offenders(
        sides
            .preflight("ties: {t: {source: {from: old, key: id}, target: {from: new_, key: id}, "
                       "key_as: integer, fields: {v: {source: v, target: v, as: text}}}}")
            .findings));
}

inline std::string said_of_number(db::Engine engine, const std::string& rows,
                                  const std::string& type) {
    TwoSides sides(
        engine, "create table old (id integer primary key, v text); insert into old values " + rows,
        "create table new_ (id integer not null primary key, v " + type + ");");
    return joined(offenders(
        sides
            .preflight("ties: {t: {source: {from: old, key: id}, target: {from: new_, key: id}, "
                       "key_as: integer, fields: {v: {source: v, target: v, as: decimal}}}}")
            .findings));
}

inline std::string new_table(const std::string& rest) {
    return "create table new_ (id integer not null primary key, " + rest;
}

}  // namespace tieout::tests
