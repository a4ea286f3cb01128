#include "verify/side_reader.h"

#include "base/error.h"

namespace tieout::verify {

void stop_if_asked(const std::atomic<bool>* stop) {
    if (stop != nullptr && stop->load(std::memory_order_relaxed))
        throw Error(Fault::interrupted, "The verification was interrupted; nothing was changed.");
}

SideReader::SideReader(const Tie& tie, SideName side, db::Session& session, const RunFacts& facts)
    : route(tie, side, session, facts), sums(tie) {}

SideReader::~SideReader() {
    queue.abandon();
    if (thread_.joinable()) thread_.join();
}

void SideReader::start(const std::atomic<bool>* stop) {
    thread_ = std::thread([this, stop] { read(stop); });
}

void SideReader::join() {
    thread_.join();
    if (failure_) std::rethrow_exception(failure_);
}

void SideReader::read(const std::atomic<bool>* stop) {
    bool ended = false;
    try {
        CanonicalBatch batch;
        while (route.next(batch)) {
            stop_if_asked(stop);
            for (std::size_t i = 0; i < batch.size(); ++i)
                sums.add(batch.row(i).fields());
            if (!queue.push(batch)) return;
        }
        ended = true;
        queue.close(nullptr);
        witnesses = route.witnesses();
    } catch (...) {  // rethrown by the joiner
        failure_ = std::current_exception();
        if (!ended) queue.close(failure_);
    }
}

}  // namespace tieout::verify
