// Changes of a MySQL source at random, the same for the same seed: rows go, rows come back under
// another key or that of a row which went, columns take the value that another row has, two rows
// swap.
#pragma once

#include <random>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "db/session.h"
#include "tests/support/scratch.h"

namespace tieout::tests {

class Disorder {
public:
    // `spared`: tables that stay as they are.
    Disorder(const Scratch& source, unsigned seed, std::set<std::string> spared = {})
        : source_(source), random_(seed), spared_(std::move(spared)) {}

    // `most` changes, in tables with a number as their key.
    void make(std::size_t most) {
        // What a column cannot hold becomes its default, as in the servers that v4 ran on.
        std::string sql = "set sql_mode = '';\n";
        {
            const auto session = db::Session::open(source_.parsed());
            const std::vector<Rows> tables = all_tables(*session);
            for (std::size_t i = 0; i < most && !tables.empty(); ++i)
                sql += change(tables[below(tables.size())]);
        }
        source_.run_client(sql);
    }

private:
    struct Rows {
        std::string table, key;
        std::vector<std::string> columns;  // without the key
        std::vector<std::string> keys;
        bool numbered = false;
    };

    std::size_t below(std::size_t count) { return random_() % count; }
    template <class T>
    const T& one_of(const std::vector<T>& list) {
        return list[below(list.size())];
    }
    std::string quoted(const std::string& name) const {
        return db::quote_identifier(source_.parsed().engine, name);
    }

    std::vector<Rows> all_tables(db::Session& session) const {
        std::vector<Rows> all;
        for (const db::Table& table : session.catalogue().tables) {
            const db::Constraint* const key = table.primary_key();
            if (key == nullptr || key->columns.size() != 1 || spared_.count(table.name)) continue;
            Rows rows{quoted(table.name), quoted(key->columns[0]), {}, {}, false};
            for (const db::TableColumn& column : table.columns) {
                if (column.name != key->columns[0]) rows.columns.push_back(quoted(column.name));
                if (column.name == key->columns[0])
                    rows.numbered = column.type == db::ValueType::integer;
            }
            for (const auto& row :
                 session.query("select " + rows.key + " from " + rows.table + " order by 1").rows)
                rows.keys.push_back(row[0].value_or(""));
            if (rows.keys.size() > 1 && rows.numbered && !rows.columns.empty())
                all.push_back(std::move(rows));
        }
        return all;
    }

    std::string change(const Rows& rows) {
        const std::string& key = one_of(rows.keys);
        const std::string& other = one_of(rows.keys);
        const std::string& column = one_of(rows.columns);
        switch (below(8)) {
            case 0:
                return "delete from " + rows.table + at(rows, key);
            case 1:  // its place is another one's now, or a new one
                return "delete from " + rows.table + at(rows, key) + "update " + rows.table +
                       " set " + rows.key + " = " + key + at(rows, other);
            case 2:
                return copy(rows, other, std::to_string(1 + below(120)));
            case 3:  // again what went, if it went
                return "delete from " + rows.table + at(rows, key) + copy(rows, other, key);
            case 4:
                return swapped(rows, column, key, other);
            default:
                return "update " + rows.table + " set " + column + " = (select v from (select " +
                       column + " as v from " + rows.table + " where " + rows.key + " = " + other +
                       ") x)" + at(rows, key);
        }
    }

    static std::string at(const Rows& rows, const std::string& key) {
        return " where " + rows.key + " = " + key + ";\n";
    }

    // Nothing where `other` is gone.
    static std::string copy(const Rows& rows, const std::string& other, const std::string& key) {
        std::string columns;
        for (const std::string& column : rows.columns)
            columns += ", " + column;
        return "delete from " + rows.table + at(rows, key) + "insert into " + rows.table + " (" +
               rows.key + columns + ") select " + key + columns + " from " + rows.table +
               at(rows, other);
    }

    static std::string swapped(const Rows& rows, const std::string& column, const std::string& key,
                               const std::string& other) {
        const auto value_of = [&](const std::string& whose) {
            return "(select " + column + " from " + rows.table + " where " + rows.key + " = " +
                   whose + ")";
        };
        return "update " + rows.table + " join (select " + value_of(key) + " as a, " +
               value_of(other) + " as b) x set " + column + " = case when " + rows.key + " = " +
               key + " then x.b else x.a end where " + rows.key + " in (" + key + ", " + other +
               ");\n";
    }

    const Scratch& source_;
    std::mt19937 random_;
    std::set<std::string> spared_;
};

}  // namespace tieout::tests
