#include "migrate/noted.h"

#include "migrate/stands_alone.h"

namespace tieout::migrate {

Noted noted_of(const Plan& plan, const TablePlan& source, const std::vector<std::string>& columns,
               const db::Catalogue& target) {
    const db::Table& table = *target.find(source.table);
    std::vector<std::string> parents, references;
    for (const Reference& reference : source.references) {
        parents.push_back(target.find(reference.table)->name);
        references.push_back(reference.column);
    }
    return {static_cast<std::size_t>(&source - plan.tables.data()), table.name, parents,
            RowNoter(table, columns, references), rows_stand_alone(plan, source, target)};
}

void begin(NotesWriter& notes, const Noted& noted) {
    notes.begin(noted.source, noted.table, noted.noter.keys(), noted.noter.parents());
}

}  // namespace tieout::migrate
