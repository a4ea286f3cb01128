// One tie's table of the target: takes the source's rows, asks in bundles, names the rows that it
// would refuse.
#pragma once

#include <map>
#include <memory>
#include <string>

#include "db/session.h"
#include "verify/canonical_batch.h"
#include "verify/constraint_questions.h"
#include "verify/parent_keys.h"
#include "verify/preflight.h"
#include "verify/tie.h"

namespace tieout::verify {

using KeysOfTies = std::map<std::string, ParentKeys>;

class TableCheck {
public:
    // All must outlive the check. Offenders are counted in `questions.constraints`, named in `out`.
    TableCheck(const Tie& tie, TableQuestions& questions, db::Session& target,
               const KeysOfTies& keys, Preflight& out);
    ~TableCheck();
    TableCheck(const TableCheck&) = delete;
    TableCheck& operator=(const TableCheck&) = delete;

    void row(const CanonicalRow& row);
    // After the last row: asks what is still waiting.
    void flush();

    // True where a row was found to have another's unique key: the other is named by walking once
    // more, with name_first() instead of row().
    bool must_walk_again() const;
    void name_first(const CanonicalRow& row);

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace tieout::verify
