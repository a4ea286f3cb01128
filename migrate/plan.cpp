#include "migrate/plan.h"

#include <algorithm>

#include "migrate/convert.h"
#include "migrate/csv.h"
#include "migrate/plan_reader.h"

namespace tieout::migrate {

using rules::Yaml;

Code Code::of(std::string_view raw) {
    const std::string_view text = trimmed(raw);
    return {std::string(text), Decimal::parse(text)};
}

bool matches(const Code& code, std::string_view trimmed, const std::optional<Decimal>& number) {
    if (code.text == trimmed) return true;
    return number && code.number && *code.number == *number;
}

bool TablePlan::fills(const std::string& column) const {
    return std::any_of(columns.begin(), columns.end(),
                       [&](const TargetValue& value) { return value.column == column; });
}

std::string TablePlan::source_name() const {
    if (fixed) return "rows of the pack";
    return from.empty() ? "a query of the pack" : from.substr(0, from.find(' '));
}

FixedRows PlanReader::fixed_rows(const Yaml& yaml) const {
    FixedRows result;
    if (yaml.is_scalar()) {
        auto rows = parse_csv(pack_.read(yaml.text()), yaml.text());
        if (rows.empty()) yaml.fail("`" + yaml.text() + "` has no header line");
        for (const auto& name : rows.front())
            result.columns.push_back(name.value_or(""));
        for (std::size_t i = 1; i < rows.size(); ++i) {
            if (rows[i].size() != result.columns.size()) {
                yaml.fail("`" + yaml.text() + "` line " + std::to_string(i + 1) +
                          " has not as many fields as the header line");
            }
            result.rows.push_back(std::move(rows[i]));
        }
        return result;
    }
    for (const Yaml& row : yaml.items()) {
        for (const auto& [name, word] : row.entries()) {
            if (std::find(result.columns.begin(), result.columns.end(), name) ==
                result.columns.end()) {
                result.columns.push_back(name);
            }
        }
    }
    for (const Yaml& row : yaml.items()) {
        std::vector<std::optional<std::string>> cells(result.columns.size());
        for (std::size_t i = 0; i < cells.size(); ++i) {
            if (const auto word = row.find(result.columns[i])) cells[i] = constant(*word);
        }
        result.rows.push_back(std::move(cells));
    }
    return result;
}

Reference PlanReader::reference(const std::string& column, const Yaml& yaml) const {
    Reference result;
    result.column = column;
    result.where = yaml.where();
    if (yaml.is_scalar()) {
        result.table = yaml.text();
        return result;
    }
    yaml.only({"table", "column", "missing"});
    result.table = yaml.need("table").text();
    if (const auto parent = yaml.find("column")) result.parent = parent->text();
    if (const auto missing = yaml.find("missing")) {
        // `missing: null` is YAML's null, not a word.
        if (missing->kind() != Yaml::Kind::null) missing->one_of({"quarantine"});
        result.or_null = missing->kind() == Yaml::Kind::null;
    }
    return result;
}

Reject PlanReader::reject(const Yaml& yaml) const {
    yaml.only({"column", "all_blank", "because", "below", "above", "is_null", "not_in"});
    Reject result;
    result.where = yaml.where();
    result.because = text(yaml.need("because"));
    if (const auto all_blank = yaml.find("all_blank")) {
        yaml.only({"all_blank", "because"});
        result.all_blank = all_blank->texts();
        return result;
    }
    result.column = yaml.need("column").text();
    const auto number = [&](const char* key) -> std::optional<Decimal> {
        const auto found = yaml.find(key);
        if (!found) return std::nullopt;
        const auto parsed = Decimal::parse(text(*found));
        if (!parsed) found->fail("expected a number");
        return parsed;
    };
    result.below = number("below");
    result.above = number("above");
    if (const auto is_null = yaml.find("is_null")) result.is_null = is_null->boolean();
    if (const auto not_in = yaml.find("not_in")) result.not_in = texts(*not_in);
    if (!result.below && !result.above && !result.is_null && !result.not_in) {
        yaml.fail("expected below, above, is_null or not_in");
    }
    return result;
}

void PlanReader::read_source(const Yaml& yaml, TablePlan& table) const {
    const auto from = yaml.find("from");
    const auto sql = yaml.find("sql");
    if (from.has_value() == sql.has_value())
        yaml.fail("expected `from`, `sql` or `rows`, one of them");
    if (from) table.from = text(*from);
    if (sql) table.sql = pack_.sql_at(*sql);
    for (auto& [engine, query] : table.sql)
        query = pack_.expand(query);
    if (const auto joins = yaml.find("joins")) {
        if (sql) joins->fail("`joins` goes with `from`; write it into the query");
        if (joins->is_scalar()) {
            table.joins["any"] = text(*joins);
        } else {
            table.joins = pack_.sql_at(*joins);
        }
        for (auto& [engine, query] : table.joins)
            query = pack_.expand(query);
    }
    if (const auto where = yaml.find("where")) table.where = text(*where);
    table.key = texts(yaml.need("key"));
    if (const auto explode = yaml.find("explode")) table.explode = this->explode(*explode);
    const Yaml columns = yaml.need("columns");
    for (const auto& [name, value] : columns.entries()) {
        table.columns.push_back({name, this->value(value), columns.position_of(name).where()});
    }
}

void PlanReader::read_rules(const Yaml& yaml, TablePlan& table) const {
    std::vector<std::string_view> written;
    for (const TargetValue& value : table.columns)
        written.push_back(value.column);
    const auto known = [&](const Yaml& node, const std::string& column) {
        if (std::find(written.begin(), written.end(), column) == written.end()) {
            node.fail_word(column, written);
        }
    };
    if (const auto references = yaml.find("references")) {
        for (const auto& [column, parent] : references->entries()) {
            known(references->position_of(column), column);
            table.references.push_back(reference(column, parent));
        }
    }
    if (const auto unique = yaml.find("unique")) {
        for (const Yaml& columns : unique->items()) {
            table.unique.push_back(columns.texts());
            for (const std::string& column : table.unique.back())
                known(columns, column);
        }
    }
    if (const auto rejects = yaml.find("reject")) {
        for (const Yaml& item : rejects->items()) {
            table.rejects.push_back(reject(item));
            if (const auto column = item.find("column")) known(*column, column->text());
            for (const std::string& column : table.rejects.back().all_blank)
                known(item, column);
        }
    }
    if (const auto secret = yaml.find("secret")) {
        table.secret = secret->texts();
        for (const std::string& column : table.secret)
            known(*secret, column);
    }
}

TablePlan PlanReader::table(const std::string& name, const Yaml& yaml) const {
    TablePlan result;
    result.table = name;
    result.where_in_file = yaml.where();
    yaml.only({"rows", "from", "sql", "joins", "where", "key", "explode", "columns", "references",
               "unique", "reject", "secret", "defang", "only"});
    if (const auto rows = yaml.find("rows")) {
        yaml.only({"rows", "references", "unique", "reject", "secret", "defang", "only"});
        result.fixed = fixed_rows(*rows);
        result.key = result.fixed->columns;
        if (result.key.size() > 1) result.key.resize(1);
        for (const std::string& column : result.fixed->columns) {
            Value value;
            value.where = rows->where();
            value.text = column;
            result.columns.push_back({column, std::move(value), rows->where()});
        }
    } else {
        read_source(yaml, result);
    }
    read_rules(yaml, result);
    read_defanging(yaml, result);
    return result;
}

Plan Plan::load(const rules::Pack& pack) {
    const Yaml yaml = Yaml::load(pack.folder / "migrate.yaml");
    yaml.only({"maps", "sets", "tables"});
    Plan plan;
    PlanReader reader(pack, plan);
    if (const auto maps = yaml.find("maps")) reader.read_maps(*maps);
    if (const auto sets = yaml.find("sets")) reader.read_sets(*sets);
    for (const auto& [name, table] : yaml.need("tables").entries()) {
        for (const Yaml& part : table.is_list() ? table.items() : std::vector{table})
            plan.tables.push_back(reader.table(name, part));
    }
    return plan;
}

}  // namespace tieout::migrate
