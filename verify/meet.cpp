// The problem: nearly all rows of two sides are equal and come in nearly the same order. To copy
// each into the matcher's table, only to take it out a moment later, costs more than to compare it.
//
// The idea: hold the next row of both sides, the heads. While both have one key they are a pair and
// never see the table. Where the keys differ the sides are out of step, and three things are tried:
//
//   1. A head whose partner waits in the table meets it, and its side alone goes on.
//   2. Where the keys show which head comes first, that one waits in the table and its side alone
//      goes on: the other side is past it, or does not have it.
//   3. Else both wait, and both sides go on.
//
// Why that comes back into step. Say that one side has k rows more than the other, at this place.
// By 2 these k wait and the heads are one key again. By 3 the sides go on together, k rows apart,
// until the side that is behind finds its rows waiting, by 1, and catches up: after k rows the
// heads are one key again. So one row without partner costs itself or one more, never the rest.
//
// Where both servers were asked for their rows in the order of the key this is a merge: by 2 only
// rows without partner ever wait.
//
// Why order may be guessed. It only decides who waits. The table holds whoever waits, in any order,
// and each head looks there before it waits itself, so no pair can miss each other. A few rows that
// refute the guess end it. But where one side is in order and the other is not, the one that is
// would go on alone to its end, and nothing would refute it: so where nobody asked for the order
// both sides go on now and then, and show what they are.
#include "verify/meet.h"

#include <chrono>
#include <string>
#include <vector>

#include "verify/key_order.h"
#include "verify/side_reader.h"

namespace tieout::verify {
namespace {

using Clock = std::chrono::steady_clock;

// The next row of one side that is to be matched.
class Head {
public:
    Head(SideName side, BatchQueue& queue, Matcher& matcher)
        : side_(side), queue_(queue), matcher_(matcher) {}

    bool is_there() const { return there_; }
    const CanonicalRow& row() const { return row_; }
    std::uint64_t taken() const { return taken_; }

    const CanonicalBatch& batch() const { return batch_; }
    std::size_t index() const { return index_; }
    // Over rows that are matched already.
    void pass(std::size_t rows) { index_ += rows; }

    // To the next row in the batch that the matcher admits; false where a batch must be fetched.
    bool next() {
        while (++index_ < batch_.size()) {
            row_ = batch_.row(index_);
            looked_up_ = false;
            if (matcher_.admits(side_, row_)) return true;
        }
        return there_ = false;
    }
    // False: the side has ended.
    bool fetch() {
        if (ended_ || !queue_.pop(batch_)) {
            ended_ = true;
            return false;
        }
        index_ = ~std::size_t{0};
        taken_ += batch_.size();
        judge_how_to_look();
        there_ = true;
        return true;
    }
    bool has_ended() const { return ended_; }

    // Its partner may have come before it. Asked once a row: a partner that comes later is the
    // other side's head, and compared as such.
    bool meets_who_waits() {
        if (looked_up_) return false;
        looked_up_ = true;
        ++looked_up_rows_;
        if (looks_ahead_) matcher_.look_ahead(digests_, index_);
        return matcher_.meets(side_, row_, digest());
    }
    void wait() { matcher_.wait(side_, row_, digest()); }

    // Has it come up since this was asked last?
    bool ascends() {
        const bool ascends = before_.empty() || compare_keys(before_, row_.key()) <= 0;
        before_ = row_.key();
        return ascends;
    }
    // Rows that cannot have come in the order of their keys: they are below one that came before,
    // or the other side was past them already.
    void count_stray() { ++strays_; }
    std::uint64_t strays() const { return strays_; }

private:
    SideName side_;
    BatchQueue& queue_;
    Matcher& matcher_;
    CanonicalBatch batch_;
    CanonicalRow row_;
    std::size_t index_ = 0;
    std::uint64_t taken_ = 0, strays_ = 0;
    std::string before_;
    bool there_ = false, looked_up_ = false, ended_ = false;

    // Where more than one of so many rows of a batch were looked up, those of the next are looked
    // up ahead.
    static constexpr std::size_t few = 8;
    std::size_t looked_up_rows_ = 0;
    bool looks_ahead_ = false;
    std::vector<Digest> digests_;

    Digest digest() const { return looks_ahead_ ? digests_[index_] : row_.key_digest(); }
    void judge_how_to_look() {
        looks_ahead_ = looked_up_rows_ * few > batch_.size();
        looked_up_rows_ = 0;
        if (!looks_ahead_) return;
        digests_.resize(batch_.size());
        for (std::size_t i = 0; i < batch_.size(); ++i)
            digests_[i] = batch_.row(i).key_digest();
    }
};

class Meeting {
public:
    Meeting(BatchQueue& source, BatchQueue& target, Matcher& matcher, Order order,
            const std::atomic<bool>* stop,
            const std::function<void(std::uint64_t, std::uint64_t)>& told)
        : source_(SideName::source, source, matcher),
          target_(SideName::target, target, matcher),
          matcher_(matcher),
          order_(order),
          stop_(stop),
          told_(told) {}

    Met run() {
        go_on(source_);
        go_on(target_);
        while (source_.is_there() && target_.is_there()) {
            if (matcher_.pair_if_equal(source_.row(), target_.row()))
                go_on_in_step();
            else if (source_.row().key() == target_.row().key())
                differ();
            else
                out_of_step();
        }
        drain(source_);
        drain(target_);
        return {source_.taken(), target_.taken(), in_step_, source_.strays() == 0,
                target_.strays() == 0};
    }

private:
    Head source_, target_;
    Matcher& matcher_;
    Order order_;
    const std::atomic<bool>* stop_;
    const std::function<void(std::uint64_t, std::uint64_t)>& told_;
    Clock::time_point last_ = Clock::now();
    std::uint64_t in_step_ = 0;
    int credit_ = 1024;          // rows that may still go on alone by a guess
    std::uint64_t excused_ = 0;  // rows that wait because both sides had to go on: no strays' work

    [[gnu::always_inline]] void go_on(Head& head) {
        if (!head.next()) [[unlikely]]
            go_on_in_next_batch(head);
    }
    void go_on_in_next_batch(Head& head) {
        do {
            stop_if_asked(stop_);
            if (!head.fetch()) return;
            tell();
        } while (!head.next());
    }
    void both_go_on() {
        ++in_step_;
        go_on(source_);
        go_on(target_);
    }
    void go_on_in_step() {
        const std::size_t pairs = matcher_.pair_while_equal(source_.batch(), source_.index() + 1,
                                                            target_.batch(), target_.index() + 1);
        source_.pass(pairs);
        target_.pass(pairs);
        in_step_ += pairs;
        both_go_on();
    }
    void differ() {
        matcher_.differ(source_.row(), target_.row());
        both_go_on();
    }
    void out_of_step() {
        if (meets_who_waits(source_) || meets_who_waits(target_)) return;
        const auto order = in_order() ? guess() : std::partial_ordering::unordered;
        const bool alone = (order < 0 || order > 0) && may_go_alone();
        if (!alone || order < 0) wait(source_);
        if (!alone || order > 0) wait(target_);
    }
    // By a guess that nobody asked for: after the first, sixteen of seventeen.
    bool may_go_alone() {
        if (order_ == Order::of_keys) return true;
        if (credit_ > 0) {
            --credit_;
            return true;
        }
        credit_ = 16;
        ++excused_;
        return false;
    }
    // A few rows that an UPDATE has moved are no reason to guess no more.
    bool in_order() const {
        constexpr std::uint64_t a_few = 16;
        return source_.strays() + target_.strays() < a_few;
    }
    std::partial_ordering guess() {
        for (Head* head : {&source_, &target_})
            if (!head->ascends()) head->count_stray();
        return compare_keys(source_.row().key(), target_.row().key());
    }
    bool meets_who_waits(Head& head) {
        if (!head.meets_who_waits()) return false;
        if (excused_ > 0)
            --excused_;
        else if (in_order())
            head.count_stray();
        go_on(head);
        return true;
    }
    void wait(Head& head) {
        head.wait();
        go_on(head);
    }
    void drain(Head& head) {
        while (head.is_there())
            if (!meets_who_waits(head)) wait(head);
    }
    void tell() {
        if (Clock::now() - last_ < std::chrono::milliseconds(200)) return;
        last_ = Clock::now();
        told_(source_.taken(), target_.taken());
    }
};

}  // namespace

Met meet(BatchQueue& source, BatchQueue& target, Matcher& matcher, Order order,
         const std::atomic<bool>* stop,
         const std::function<void(std::uint64_t, std::uint64_t)>& told) {
    return Meeting(source, target, matcher, order, stop, told).run();
}

}  // namespace tieout::verify
