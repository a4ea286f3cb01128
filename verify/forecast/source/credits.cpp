#include "verify/forecast/source/credits.h"

#include <algorithm>

namespace tieout::verify::forecast::source {
namespace {

Decimal cents(const Decimal& amount) {
    return amount.rounded(2, Rounding::half_up);
}

Flag flag(const char* id, const Credit& credit, Date run, const Decimal& amount, std::string why) {
    return {id, credit.client, "", run, amount.normalized(), std::move(why)};
}

}  // namespace

CreditPurse::CreditPurse(std::vector<Credit> credits, Reading reading) : reading_(reading) {
    for (Credit& credit : credits) {
        const bool stays = breaks_quoting(credit.comment);
        held_.push_back({std::move(credit), stays, false});
    }
    if (reading == Reading::intended)
        std::stable_sort(held_.begin(), held_.end(), [](const Held& a, const Held& b) {
            return a.credit.given < b.credit.given;
        });
}

CreditPurse::Use CreditPurse::use(const Decimal& owed, Date run) {
    if (owed.is_zero() || owed.is_negative()) return {};
    return reading_ == Reading::faithful ? use_faithfully(owed, run) : use_as_meant(owed);
}

CreditPurse::Use CreditPurse::use_as_meant(const Decimal& owed) {
    Use use;
    for (Held& held : held_) {
        Decimal& left = held.credit.amount;
        if (left.is_negative()) continue;
        const Decimal taken = std::min(left, owed - use.used);
        use.used += taken;
        left = cents(left - taken);
    }
    return use;
}

CreditPurse::Use CreditPurse::use_faithfully(const Decimal& owed, Date run) {
    Use use;
    for (Held& held : held_) {
        const Decimal amount = held.credit.amount;
        if (amount.is_zero() || amount.is_negative()) continue;
        Decimal left;
        if (amount < owed) {
            use.used += amount;
        } else {
            if (!use.used.is_zero())
                use.flags.push_back(flag("credit_lost", held.credit, run, -use.used,
                                         "Credits of " + cents(use.used).text() +
                                             " were used up, and a larger one paid all the same."));
            use.used = owed;
            left = cents(amount - owed);
        }
        if (held.stays) {
            const Decimal again = held.taken ? std::min(amount, owed) : Decimal();
            use.flags.push_back(flag("credit_never_reduced", held.credit, run, again,
                                     "The credit's comment has an apostrophe, so that it is used "
                                     "on each invoice and never becomes less."));
            held.taken = true;
            continue;
        }
        held.credit.amount = cut_at_comma(left);
        if (held.credit.amount != left)
            use.flags.push_back(flag("credit_cut_at_comma", held.credit, run,
                                     held.credit.amount - left,
                                     "Of the credit, " + left.text() + " should be left; " +
                                         held.credit.amount.text() + " is."));
    }
    if (owed < use.used)
        use.flags.push_back(flag("credit_overspent", held_.front().credit, run, use.used - owed,
                                 "Credits of " + cents(use.used).text() + " are used on " +
                                     cents(owed).text() + " owed."));
    return use;
}

bool breaks_quoting(std::string_view comment) {
    for (std::size_t at = 0; at < comment.size(); ++at) {
        const bool last = at + 1 == comment.size();
        if (comment[at] == '\\') {
            if (last) return true;
            ++at;
        } else if (comment[at] == '\'') {
            if (last || comment[at + 1] != '\'') return true;
            ++at;
        }
    }
    return false;
}

Decimal cut_at_comma(const Decimal& amount) {
    if (amount < Decimal::of(1000)) return amount;
    int128 whole = amount.rounded(0, Rounding::down).coefficient();
    while (whole >= 1000)
        whole /= 1000;
    return Decimal(whole * 100, 2);
}

}  // namespace tieout::verify::forecast::source
