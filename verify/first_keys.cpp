#include "verify/first_keys.h"

namespace tieout::verify {

FirstKeys::Holder FirstKeys::add(const Digest& unique_key, std::string_view row_key) {
    if (digests_.size() * 4 >= slots_.size() * 3) grow();
    std::uint32_t& slot = slots_[slot_of(unique_key)];
    if (slot != empty) return {false, slot};
    slot = static_cast<std::uint32_t>(digests_.size());
    digests_.push_back(unique_key);
    bytes_.append(row_key);
    ends_.push_back(bytes_.size());
    return {true, slot};
}

std::string_view FirstKeys::row_key(std::uint32_t number) const {
    const std::uint64_t begin = number == 0 ? 0 : ends_[number - 1];
    return std::string_view(bytes_).substr(begin, ends_[number] - begin);
}

std::size_t FirstKeys::slot_of(const Digest& unique_key) const {
    const std::size_t mask = slots_.size() - 1;
    std::size_t at = unique_key.low & mask;
    while (slots_[at] != empty && digests_[slots_[at]] != unique_key)
        at = (at + 1) & mask;
    return at;
}

void FirstKeys::grow() {
    slots_.assign(slots_.empty() ? 1024 : slots_.size() * 2, empty);
    for (std::uint32_t number = 0; number < digests_.size(); ++number)
        slots_[slot_of(digests_[number])] = number;
}

}  // namespace tieout::verify
