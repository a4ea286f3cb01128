// What earlier ties have found, as far as later ties can follow from it: rows that did not arrive,
// and groups in which rows differ.
#pragma once

#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "rules/finding.h"
#include "verify/tie.h"

namespace tieout::verify {

class Outcomes {
public:
    struct Gone {
        rules::Key key;
        rules::Origin origin = rules::Origin::target;
    };
    // Fields of other ties by which sums are made: what must be remembered while a tie is looked
    // at.
    explicit Outcomes(const Ties& ties);

    // Is anything to be remembered of this tie's rows that differ? And is anything known of a sum's
    // rows?
    bool remembers(const Tie& tie) const;
    // May rows of other ties follow from those of this tie that are gone? And are some gone?
    bool is_parent(const std::string& tie) const { return parents_.count(tie) > 0; }
    bool has_gone(const std::string& tie) const { return gone_.count(tie) > 0; }
    bool knows_groups(const std::string& tie, const std::string& by) const {
        return groups_.count({tie, by}) > 0;
    }

    void gone(const std::string& tie, const rules::Key& key, rules::Origin origin);
    const Gone* find_gone(const std::string& tie, const std::string& key) const;

    // A row of `tie` differs in one way or another: sums of the groups it is in will too. Fields as
    // people read them.
    void differs(const Tie& tie, const rules::Key& key,
                 const std::vector<std::optional<std::string>>& fields, rules::Origin origin);
    // Rows that differ in the group `value` of field `by`: the first by key, and origin source only
    // where it is the source's in all of them. nullptr: none.
    const Gone* find_group(const std::string& tie, const std::string& by,
                           const std::string& value) const;

    // All that is known of one tie, and the same put back: where a tie is not looked at again.
    struct Group {
        std::string by, value;
        Gone first;
    };
    struct OfTie {
        std::vector<Gone> gone;
        std::vector<Group> groups;
    };
    OfTie of(const std::string& tie) const;
    void put(const std::string& tie, const OfTie& known);

private:
    std::map<std::string, std::map<std::string, Gone>> gone_;
    std::set<std::pair<std::string, std::string>> summed_by_;  // tie, field
    std::set<std::string> parents_;
    std::map<std::pair<std::string, std::string>, std::map<std::string, Gone>> groups_;
};

}  // namespace tieout::verify
