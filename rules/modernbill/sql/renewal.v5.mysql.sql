-- Active subscriptions that do not renew a whole number of cycles after they were last renewed, or never renewed, after they began.
-- In days, a month being 30.436875 of them: less than 27 days off is the day of the month, a full month is a wrong date. The first bill of an order may
-- reach to the end of a month, with or without a whole cycle behind it; that of years (a domain) begins with the month of the order. A renewal that is not after the last one is late, and no question of cycles.
select source_ref as cp_id, code as cp_billing_cycle, start_date as cp_start_stamp, last_renewed as cp_renewed_on, next_renewal as cp_renew_stamp
from (select s.source_ref, c.code, s.start_date, s.last_renewed, s.next_renewal, (c.unit_years * 12 + c.unit_months) * 30.436875 + c.unit_days as lasts, case when c.unit_years > 0 then 31 else 0 end as early,
             datediff(s.next_renewal, s.last_renewed) as since_last, datediff(s.next_renewal, s.start_date) as since_start, datediff(s.last_renewed, s.start_date) as first_bill
      from subscription s join billing_cycle c on c.id = s.cycle_id
      where s.status = 'active' and s.next_renewal between '1990-01-01' and '2037-12-31' and c.unit_years + c.unit_months + c.unit_days > 0) d
where (since_last > 0 and abs(since_last - lasts) > 27
       and not (coalesce(first_bill, 1) = 0 and (since_last < 32 or since_last - lasts between -early and 34)))
   or (last_renewed is null and start_date > '1990-01-01' and since_start > 0
       and since_start - floor(since_start / lasts) * lasts between 34 and lasts - 3)
