// The record of a passed gate, sealed: what was judged, by which clauses, signed by the operator.
#pragma once

#include <string>
#include <vector>

#include "cycle/signature.h"
#include "rules/record.h"
#include "rules/sign_off.h"

namespace tieout::cycle {

// JSON (docs/schema/seal.json): what was sealed, who signed it, and the signature over the former.
// `gate` is open. `sealed_at`: UTC, RFC 3339. Sign-offs that are not of this record are left out.
std::string seal(const rules::CycleRecord& record, const rules::GateResult& gate,
                 const std::vector<rules::SignOff>& sign_offs, const std::string& sealed_at,
                 const SigningKey& key);

// What a seal says of itself; true only where `key` has signed it.
struct SealedGate {
    int cycle = 0;
    std::string profile, record_digest, sealed_at, finished_at;
    std::string key;         // fingerprint of the key that it names
    bool is_signed = false;  // by `key`, to the last byte
};

// Throws Error(Fault::usage) where `text` is no seal. A seal that was written otherwise than seal()
// writes it, be it by one blank, is not signed.
SealedGate read_seal(const std::string& text, const SigningKey& key);

}  // namespace tieout::cycle
