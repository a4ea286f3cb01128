-- Active services whose next renewal does not follow from their last billing, or from their start, by whole cycles.
-- v4 moves a renewal by one cycle as it bills (modernbill.md 3.4), so the day after the last billing is one cycle later. What shifts the two by less
-- than 27 days is v4's own way: a month end that went over (2.8), a run before or after its day, midnights of another zone. A month is its mean,
-- 2,629,746 seconds; 27 days is below the shortest month by which a date can be wrong, and above all of those.
-- The first billing of an order also pays the rest of a month (3.7): the renewal is the first of the next month, or up to a month after a whole cycle.
-- A domain's is the first of the order's own month, years later: up to a month before.
-- Never billed: the start, or the first of the month after it, and whole cycles. A date that was passed over (not after the last billing) is rule
-- stale_renewal's; none, once and dates out of range are asked elsewhere.
select cp_id, cp_billing_cycle, cp_start_stamp, cp_renewed_on, cp_renew_stamp
from (select p.cp_id, p.cp_billing_cycle, p.cp_start_stamp, p.cp_renewed_on, p.cp_renew_stamp, case when p.code = 111 then 12 when p.code > 1000 then p.code - 1000
             when p.code > 100 then p.code - 100 else p.code end * 2629746 as lasts, case when p.code = 111 or p.code > 112 then 31 else 0 end * 86400 as early
      from (select cp_id, cp_billing_cycle, cp_start_stamp, cp_renewed_on, cp_renew_stamp, cast(nullif(regexp_replace(cp_billing_cycle, '[^0-9]', '', 'g'), '') as bigint) as code
            from client_package where trim(cp_status) in ('2', '7') and cp_renew_stamp between 631152000 and 2145916800) p
      where p.code between 1 and 1120 and p.code <> 100) s
where (cp_renewed_on > 0 and cp_renew_stamp > cp_renewed_on
       and abs(cp_renew_stamp - cp_renewed_on - lasts) > 27 * 86400
       and not (abs(cp_renewed_on - cp_start_stamp) < 86400
                and (cp_renew_stamp - cp_renewed_on < 32 * 86400 or cp_renew_stamp - cp_renewed_on - lasts between -early and 34 * 86400)))
   or (cp_renewed_on = 0 and cp_start_stamp > 631152000 and cp_renew_stamp > cp_start_stamp
       and (cp_renew_stamp - cp_start_stamp) % lasts between 34 * 86400 and lasts - 3 * 86400)
