#include "verify/group_table.h"

#include "base/digest.h"

namespace tieout::verify {

std::string_view GroupTable::encoded(std::size_t group) const {
    const std::size_t begin = group == 0 ? 0 : ends_[group - 1];
    return std::string_view(names_).substr(begin, ends_[group] - begin);
}

std::size_t GroupTable::find(std::string_view encoded) {
    const bool again = found_ < size() && this->encoded(found_) == encoded;
    if (!again) found_ = look_up(encoded);
    return found_;
}

std::size_t GroupTable::look_up(std::string_view encoded) {
    const std::uint64_t hash = Digest::of(encoded).low;
    std::size_t mask = slots_.size() - 1, at = hash & mask;
    for (; slots_[at] != 0; at = (at + 1) & mask) {
        const std::size_t group = slots_[at] - 1;
        if (hashes_[group] == hash && this->encoded(group) == encoded) return group;
    }
    slots_[at] = static_cast<std::uint32_t>(ends_.size() + 1);
    hashes_.push_back(hash);
    names_.append(encoded);
    ends_.push_back(names_.size());
    counts_.push_back(0);
    values_.resize(values_.size() + sums_);
    if (ends_.size() * 4 > slots_.size() * 3) grow();
    return ends_.size() - 1;
}

void GroupTable::add(const GroupTable& other) {
    for (std::size_t theirs = 0; theirs < other.size(); ++theirs) {
        const std::size_t ours = find(other.encoded(theirs));
        counts_[ours] += other.counts_[theirs];
        for (std::size_t i = 0; i < sums_; ++i)
            sum(ours, i).add(other.sum(theirs, i).total());
    }
}

void GroupTable::grow() {
    slots_.assign(slots_.size() * 2, 0);
    const std::size_t mask = slots_.size() - 1;
    for (std::size_t group = 0; group < ends_.size(); ++group) {
        std::size_t at = hashes_[group] & mask;
        while (slots_[at] != 0)
            at = (at + 1) & mask;
        slots_[at] = static_cast<std::uint32_t>(group + 1);
    }
}

}  // namespace tieout::verify
