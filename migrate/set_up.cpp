#include "migrate/set_up.h"

#include "base/digest.h"

namespace tieout::migrate {
namespace {

// Each with its length, so that no two schemas read alike.
class Written {
public:
    void add(std::string_view text) { append_note_text(text_, text); }
    void add(bool value) { add(std::string_view(value ? "1" : "0")); }
    void add(const std::vector<std::string>& list) {
        add(std::to_string(list.size()));
        for (const std::string& each : list)
            add(each);
    }
    Digest digest() const { return Digest::of(text_); }

private:
    std::string text_;
};

void add(const db::TableColumn& column, Written& to) {
    to.add(column.name);
    to.add(column.declared);
    to.add(column.charset);
    to.add(column.collation);
    to.add(column.nullable);
    to.add(column.generated);
    to.add(column.identity);
    to.add(column.default_sql.has_value());
    to.add(column.default_sql.value_or(""));
    to.add(column.generated_as);
    to.add(column.members);
}

void add(const db::Constraint& constraint, Written& to) {
    to.add(db::name(constraint.kind));
    to.add(constraint.name);
    to.add(constraint.columns);
    to.add(constraint.expressions);
    to.add(constraint.predicate);
    to.add(constraint.expression);
    to.add(constraint.parent_table);
    to.add(constraint.parent_columns);
    to.add(constraint.enforced);
}

}  // namespace

bool is_our_own(const std::string& table) {
    return table.rfind("mig_", 0) == 0 || table.rfind("tieout_", 0) == 0;
}

std::string schema_digest(const db::Catalogue& catalogue) {
    Written all;
    for (const db::Table& table : catalogue.tables) {
        if (is_our_own(table.name)) continue;
        all.add(table.name);
        all.add(table.storage);
        for (const db::TableColumn& column : table.columns)
            add(column, all);
        for (const db::Constraint& constraint : table.constraints)
            add(constraint, all);
    }
    all.add(catalogue.remarks);
    return all.digest().text();
}

}  // namespace tieout::migrate
