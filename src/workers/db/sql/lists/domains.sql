SELECT domain, count(*)::INTEGER AS questions
FROM questions
GROUP BY domain
ORDER BY questions DESC, domain;
