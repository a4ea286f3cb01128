// One client's credits, used up invoice by invoice (3.5).
//
// The engine compares every credit with the whole amount owed, not with what the credits before it
// have left of it. So several small ones are all used, beyond what is owed; and a large one takes
// the place of the small ones before it, which are gone. What is left is written with a comma
// between thousands, which the column cuts. And the update quotes the old comment as it is, so that
// an apostrophe breaks it and the credit stays whole. It means: oldest first, never more than is
// owed, the rest kept.
#pragma once

#include <vector>

#include "verify/forecast/projection.h"
#include "verify/forecast/source/books.h"

namespace tieout::verify::forecast::source {

class CreditPurse {
public:
    // `credits`: one client's, by key.
    CreditPurse(std::vector<Credit> credits, Reading reading);

    struct Use {
        Decimal used;
        std::vector<Flag> flags;  // faithful only; client and run are filled
    };
    // What is taken off an invoice of that gross amount; nothing where nothing is owed.
    Use use(const Decimal& owed, Date run);

private:
    Use use_faithfully(const Decimal& owed, Date run);
    Use use_as_meant(const Decimal& owed);

    struct Held {
        Credit credit;
        bool stays = false;  // its comment breaks the update
        bool taken = false;
    };
    std::vector<Held> held_;
    Reading reading_;
};

// The comment ends the text that it is quoted into: an apostrophe that no backslash and no second
// apostrophe defends, or a backslash at its end.
bool breaks_quoting(std::string_view comment);
// What a column of two digits keeps of an amount that is written with commas between thousands:
// 1,234.50 is 1.00.
Decimal cut_at_comma(const Decimal& amount);

}  // namespace tieout::verify::forecast::source
